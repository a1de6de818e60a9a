package dev.morlens.web.part;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.StakeSource;
import dev.morlens.preview.action.DryRun;
import dev.morlens.preview.close.ClosePreview;
import dev.morlens.preview.close.NextClose;
import dev.morlens.preview.close.NextClose.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a session's page says of closing it now.
 *
 * @param where the returned part goes
 * @param until when the held part is released
 * @param verdict whether the contract would take it
 * @param tried where that was found
 * @param second of the block that it is computed for
 * @param later what changes soon, whether the close lands before or after
 */
public record PreviewBox(
        Optional<MorText> returned,
        Optional<MorText> held,
        String where,
        Optional<TimeText> until,
        String verdict,
        Optional<TriedAt> tried,
        boolean ok,
        Second second,
        List<LaterPreview> later) {

    /** A time of a block, to the second. */
    public record Second(String iso, String text) {

        public static Second of(Instant time) {
            return new Second(time.toString(), TimeText.toTheSecond(time));
        }
    }

    /** From a second on. */
    record LaterPreview(Second from, String what) {}

    public static PreviewBox of(Session session, NextClose close, Instant now) {
        ClosePreview preview = close.next();
        return new PreviewBox(
                preview.returned().map(MorText::of),
                preview.held().map(MorText::of),
                session.fundedBy() == StakeSource.POOL ? "to the pool" : "to the user",
                preview.releaseAt().map(release -> TimeText.of(release, now)),
                preview.dryRun().map(PreviewBox::verdict).orElse("No node could be asked whether it would pass."),
                preview.dryRun().flatMap(TriedAt::of),
                preview.dryRun().filter(DryRun::ok).isPresent(),
                Second.of(preview.closedAt()),
                close.ifLater().stream()
                        .filter(laterClose -> laterClose.reached().isPresent())
                        .map(laterClose ->
                                new LaterPreview(Second.of(laterClose.close().closedAt()), what(laterClose)))
                        .toList());
    }

    private static String what(NextClose.LaterClose laterClose) {
        ClosePreview close = laterClose.close();
        String reached = laterClose.reached().orElseThrow() == Turn.SESSION_END
                ? "the session has ended"
                : "a new UTC day has begun";
        String money = close.held()
                .flatMap(held -> close.returned().map(returned -> money(held, returned, close)))
                .orElse("what a close returns and holds then cannot be said right now");
        return reached + ": " + money + "."
                + close.dryRun()
                        .filter(run -> !run.ok())
                        .map(run -> " Tried in such a block, without sending it: " + outcome(run))
                        .orElse("");
    }

    private static String money(Wei held, Wei returned, ClosePreview close) {
        String back = MorText.of(returned) + " MOR is returned at once";
        return held.isZero()
                ? back + " and nothing is held"
                : back + " and " + MorText.of(held) + " MOR is held until "
                        + TimeText.toTheSecond(close.terms().releaseAt());
    }

    private static String verdict(DryRun run) {
        return outcome(run);
    }

    private static String outcome(DryRun run) {
        return run.ok()
                ? "the contract takes it."
                : "the contract refuses it (" + run.error().orElse("") + "). "
                        + run.reason().orElse("");
    }
}
