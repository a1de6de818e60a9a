package dev.morlens.api.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.holdrule.RulePeriod;
import dev.morlens.http.Params;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.store.read.Upgrade;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An upgrade of the contract. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Cut")
public record UpgradeView(
        long blockNumber,
        Instant timestamp,

        @Schema(description = "Functions added, replaced or removed")
        long functions,

        @Schema(
                description = "Of closes from then on; absent if closing stayed as it was",
                enumeration = {"classic", "day-lock", "pool", "unknown"})
        Optional<String> rule,

        @Schema(description = "What it meant for closes and holds")
        String effect,

        Optional<String> knownBecause,

        @Schema(description = "The contract that closes sessions from then on")
        Optional<Address> closer,

        @Schema(description = "keccak256 of its code as deployed; absent if no node told")
        Optional<Hash> closerCode,

        @Schema(description = "Whether the configuration knows the rule of that code; else it is told by its closes")
        Optional<Boolean> closerKnown) {

    static UpgradeView of(Upgrade upgrade, List<RulePeriod> rules) {
        Optional<RulePeriod> period = rules.stream()
                .filter(rule -> rule.since().equals(Optional.of(upgrade.block())))
                .findFirst();
        Optional<RulePeriod.Closer> closer = period.flatMap(RulePeriod::closer);
        return new UpgradeView(
                upgrade.block().number(),
                upgrade.block().time(),
                upgrade.cuts().stream()
                        .flatMap(cut -> cut.selectors().stream())
                        .distinct()
                        .count(),
                period.map(rule -> Params.name(rule.rule())),
                period.map(rule -> effect(rule.rule())).orElse("Closing stayed as it was."),
                period.map(RulePeriod::how),
                closer.map(RulePeriod.Closer::contract),
                closer.flatMap(RulePeriod.Closer::code),
                closer.map(RulePeriod.Closer::known));
    }

    private static String effect(HoldRule holdRule) {
        return switch (holdRule) {
            case CLASSIC ->
                "Only a close before the session's end holds stake back, until the next UTC midnight; a close after it"
                        + " returns everything at once.";
            case DAY_LOCK ->
                "Every close before the midnight after the session's end holds back what earned that day's price, also a"
                        + " close after the end.";
            case POOL ->
                "As day-lock; besides, pools can fund sessions, and anybody may settle a session that nobody closed for long.";
            case UNKNOWN -> "The function that closes sessions changed; no close has told yet how it holds stake back.";
        };
    }
}
