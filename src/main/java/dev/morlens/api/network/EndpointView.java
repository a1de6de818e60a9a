package dev.morlens.api.network;

import dev.morlens.chain.profile.Capability.Missing;
import dev.morlens.chain.profile.LearntFact;
import dev.morlens.chain.profile.ProfileSnapshot;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.http.SafeText;
import dev.morlens.store.feed.IndexStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A node endpoint as the status shows it. */
@Schema(description = "A node: its host only")
public record EndpointView(
        String host,

        @Schema(description = "false before it was first asked: nothing is known of it")
        boolean asked,

        @Schema(description = "Whether its last answer was one")
        boolean healthy,

        @Schema(
                description =
                        "Why it did not answer, or what it refused, when that happened last; it may answer by now")
        Optional<String> lastError,

        @Schema(description = "It refuses every question (quota, payment, rights) and is left alone until then")
        Optional<Instant> notAskedUntil,

        @Schema(description = "The number of the latest block that it told of")
        Optional<Long> head,

        @Schema(description = "Its head has not risen since then, although it was asked")
        Optional<Instant> standingStillSince,

        @Schema(description = "Whether another node's head was higher when they were last compared")
        boolean behind,

        @Schema(description = "What was learnt of it from its answers, by which it is chosen and asked")
        List<FactView> learnt) {

    /** @param since when it was learnt or last confirmed */
    @Schema(name = "EndpointFact")
    public record FactView(
            @Schema(
                    enumeration = {
                        "calls-per-batch",
                        "calls-per-multicall",
                        "blocks-per-log-query",
                        "logs-per-answer",
                        "logs-from-block",
                        "log-times-wrong",
                        "no-finality-tags",
                        "no-simulation",
                        "words-per-call",
                        "no-state-overrides"
                    })
            String code,

            @Schema(description = "Of a limit or a block number")
            Optional<Long> value,

            String text,
            Instant since) {}

    static EndpointView of(IndexStatus.EndpointStatus endpointStatus) {
        return new EndpointView(
                SafeText.bounded(endpointStatus.host()),
                endpointStatus.asked(),
                endpointStatus.healthy(),
                endpointStatus.lastError().map(SafeText::bounded),
                endpointStatus.notAskedUntil(),
                endpointStatus.head().map(BlockRef::number),
                endpointStatus.standingStillSince(),
                endpointStatus.behind(),
                facts(endpointStatus.profile()));
    }

    private static List<FactView> facts(ProfileSnapshot profile) {
        return Stream.of(
                        limit("calls-per-batch", "takes at most %d calls in a batch", profile.batch()),
                        limit("calls-per-multicall", "takes at most %d view calls in one", profile.multicall()),
                        limit("blocks-per-log-query", "takes at most %d blocks in a log query", profile.logBlocks()),
                        limit("logs-per-answer", "gives at most %d logs in an answer", profile.logResults()),
                        limit("logs-from-block", "lacks logs below block %d", profile.logsFrom()),
                        missing("log-times-wrong", "the times in its logs are not believed", profile.noLogTimes()),
                        missing("no-finality-tags", "does not know finalized blocks", profile.noFinalityTags()),
                        missing("no-simulation", "cannot simulate calls in sequence", profile.noSimulation()),
                        limit("words-per-call", "reads up to %d storage words in one call", profile.overrides()),
                        missing("no-state-overrides", "reads one storage word a call", profile.noOverrides()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<FactView> limit(String code, String words, Optional<LearntFact> known) {
        return known.map(learntFact -> new FactView(
                code, Optional.of(learntFact.value()), words.formatted(learntFact.value()), learntFact.at()));
    }

    private static Optional<FactView> missing(String code, String words, Optional<Missing> known) {
        return known.map(missing ->
                new FactView(code, Optional.empty(), words + ": " + SafeText.bounded(missing.why()), missing.since()));
    }
}
