package dev.morlens.api.session;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.api.answer.DryRunView;
import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.Params;
import dev.morlens.ledger.entry.Session;
import dev.morlens.preview.close.ClosePreview;
import dev.morlens.preview.close.NextClose;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.CloseTerms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What closing a session in the next block would come to. */
@Schema(
        description = "What closing in the next block would come to, as its first transaction:"
                + " userStake = returnedAmount + heldAmount. Amounts are absent where no node could be asked,"
                + " or where the rule is unknown and would matter. The next block may have the newest block's second,"
                + " since blocks share seconds, or a later one: ifLater says what is different then")
public record ClosePreviewView(
        SessionId sessionId,

        @Schema(description = "The same as computedFor") Instant closedAt,

        @Schema(description = "The block time that this is computed for: the earliest that the next block can have")
        Instant computedFor,

        @Schema(enumeration = {"classic", "day-lock", "pool", "unknown"})
        String rule,

        @Schema(description = "How the rule in force was found out")
        String ruleFrom,

        @Schema(enumeration = {"wallet", "pool"}) String returnsTo,
        Optional<Wei> returnedAmount,
        Optional<Wei> heldAmount,

        @Schema(description = "Absent if nothing would be held")
        Optional<Instant> releaseAt,

        CloseTermsView terms,

        @Schema(description = "Of a disputed close at the answer's block; absent if no node could be asked")
        Optional<DryRunView> dryRun,

        @Schema(
                description =
                        "What it comes to from later block times on, the earliest first, each until the next one's;"
                                + " none where that makes no difference. Told are the session's end and the midnight if they are"
                                + " reached within 15 s, and while it runs the two seconds after computedFor, of which each holds a"
                                + " little more")
        List<LaterCloseView> ifLater,

        AsOfView asOf) {

    /** The arithmetic: {@code held = min(userStake, stipendToStake(seconds x pricePerSecond, day))}. */
    @Schema(
            name = "CloseTerms",
            description = "heldAmount = min(userStake, stakeOfStipend), stakeOfStipend = stipendToStake(stipend, day),"
                    + " stipend = seconds x pricePerSecond, seconds = sessionEnd - countedFrom")
    public record CloseTermsView(
            Instant sessionEnd,
            Instant day,
            Instant countedFrom,
            long seconds,
            Wei pricePerSecond,
            Wei stipend,
            Optional<Wei> stakeOfStipend,
            Wei userStake) {

        /** @param stakeOfStipend where it is known */
        static CloseTermsView of(Session session, CloseTerms terms, Optional<Wei> stakeOfStipend) {
            return new CloseTermsView(
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

    public static ClosePreviewView of(Session session, NextClose close, AsOf asOf) {
        ClosePreview preview = close.next();
        return new ClosePreviewView(
                session.id(),
                preview.closedAt(),
                preview.closedAt(),
                Params.name(preview.rule().rule()),
                preview.rule().how(),
                Params.name(session.fundedBy()),
                preview.returned(),
                preview.held(),
                preview.releaseAt(),
                CloseTermsView.of(session, preview.terms(), preview.stakeOfStipend()),
                preview.dryRun().map(DryRunView::of),
                LaterCloseView.of(close),
                AsOfView.of(asOf));
    }
}
