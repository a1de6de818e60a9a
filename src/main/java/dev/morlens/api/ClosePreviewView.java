package dev.morlens.api;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Session;
import dev.morlens.position.AsOf;
import dev.morlens.preview.ClosePreview;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.CloseTerms;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What closing a session in the next block would come to. */
@Schema(
        description = "What closing in the next block would come to, as its first transaction:"
                + " userStake = returnedAmount + heldAmount. Amounts are absent where no node could be asked,"
                + " or where the rule is unknown and would matter")
public record ClosePreviewView(
        SessionId sessionId,
        Instant closedAt,

        @Schema(enumeration = {"classic", "day-lock", "pool", "unknown"})
        String rule,

        @Schema(description = "How the rule in force was found out")
        String ruleFrom,

        @Schema(enumeration = {"wallet", "pool"}) String returnsTo,
        Optional<Wei> returnedAmount,
        Optional<Wei> heldAmount,

        @Schema(description = "Absent if nothing would be held")
        Optional<Instant> releaseAt,

        Terms terms,

        @Schema(description = "Of a disputed close at the answer's block; absent if no node could be asked")
        Optional<DryRunView> dryRun,

        AsOfView asOf) {

    /** The arithmetic: {@code held = min(userStake, stipendToStake(seconds x pricePerSecond, day))}. */
    @Schema(
            name = "CloseTerms",
            description = "heldAmount = min(userStake, stakeOfStipend), stakeOfStipend = stipendToStake(stipend, day),"
                    + " stipend = seconds x pricePerSecond, seconds = sessionEnd - countedFrom")
    public record Terms(
            Instant sessionEnd,
            Instant day,
            Instant countedFrom,
            long seconds,
            Wei pricePerSecond,
            Wei stipend,
            Optional<Wei> stakeOfStipend,
            Wei userStake) {

        /** @param stakeOfStipend where it is known */
        static Terms of(Session session, CloseTerms terms, Optional<Wei> stakeOfStipend) {
            return new Terms(
                    terms.sessionEnd(),
                    terms.day(),
                    terms.countedFrom(),
                    terms.seconds(),
                    session.facts().pricePerSecond(),
                    terms.stipend(),
                    stakeOfStipend,
                    terms.userStake());
        }
    }

    static ClosePreviewView of(Session session, ClosePreview preview, AsOf asOf) {
        return new ClosePreviewView(
                session.id(),
                preview.closedAt(),
                Params.name(preview.rule().rule()),
                preview.rule().how(),
                Params.name(session.fundedBy()),
                preview.returned(),
                preview.held(),
                preview.releaseAt(),
                Terms.of(session, preview.terms(), preview.stakeOfStipend()),
                preview.dryRun().map(DryRunView::of),
                AsOfView.of(asOf));
    }
}
