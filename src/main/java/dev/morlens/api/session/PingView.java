package dev.morlens.api.session;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.api.answer.DryRunView;
import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Wei;
import dev.morlens.position.list.SessionAt;
import dev.morlens.preview.action.DryRun;
import dev.morlens.preview.close.ClosePreview;
import dev.morlens.preview.close.NextClose;
import dev.morlens.protocol.event.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a session is alive on chain, and could be closed. */
@Schema(description = "As the chain has it: whether its provider answers, only a prompt would tell")
public record PingView(
        @Schema(
                enumeration = {"alive", "expired", "dead"},
                description = "Running; past its end and not closed; closed")
        String status,

        String message,

        @Schema(description = "Whether it is alive, as in the gateway's answer")
        boolean success,

        SessionId sessionId,
        Instant endsAt,

        @Schema(description = "Absent unless it is closed") Optional<Instant> closedAt,

        @Schema(description = "0 unless it is alive") long secondsLeft,

        @Schema(
                description =
                        "Whether the contract would take a close; absent if it is closed, or no node could be asked")
        Optional<DryRunView> dryRun,

        @Schema(
                description =
                        "The block time that the close is computed for: the earliest that the next block can have;"
                                + " absent if it is closed")
        Optional<Instant> computedFor,

        @Schema(description = "What that close would return at once, if known")
        Optional<Wei> returnedAmount,

        @Schema(description = "What it would hold back, if known")
        Optional<Wei> heldAmount,

        @Schema(description = "What a close comes to if it lands later, as in a close-preview; absent if it is closed")
        Optional<List<LaterCloseView>> ifLater,

        AsOfView asOf) {

    static PingView of(SessionAt at, Optional<NextClose> next, AsOf asOf) {
        var session = at.session();
        Optional<ClosePreview> close = next.map(NextClose::next);
        Instant endsAt = session.facts().endsAt();
        Optional<Instant> closedAt = session.closing().map(end -> end.closedAt());
        Optional<DryRun> dryRun = close.flatMap(ClosePreview::dryRun);
        long left = Math.max(0, Duration.between(at.now(), endsAt).toSeconds());
        boolean alive = closedAt.isEmpty() && left > 0;
        String status = closedAt.isPresent() ? "dead" : alive ? "alive" : "expired";
        return new PingView(
                status,
                message(endsAt, closedAt, alive) + dryRun.map(PingView::message).orElse(""),
                alive,
                session.id(),
                endsAt,
                closedAt,
                alive ? left : 0,
                dryRun.map(DryRunView::of),
                close.map(ClosePreview::closedAt),
                close.flatMap(ClosePreview::returned),
                close.flatMap(ClosePreview::held),
                next.map(LaterCloseView::of),
                AsOfView.of(asOf));
    }

    private static String message(Instant endsAt, Optional<Instant> closedAt, boolean alive) {
        if (closedAt.isPresent()) {
            return "It was closed at " + closedAt.get() + ".";
        }
        return alive
                ? "It runs until " + endsAt + "."
                : "It ended at " + endsAt + " and is not closed: its stake comes back by a close only.";
    }

    private static String message(DryRun close) {
        return close.ok()
                ? " Closing it now would succeed."
                : " Closing it now would fail: "
                        + close.reason().or(close::error).orElse("no reason given");
    }
}
