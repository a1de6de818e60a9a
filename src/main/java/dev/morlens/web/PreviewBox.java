package dev.morlens.web;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Session;
import dev.morlens.ledger.Session.Funding;
import dev.morlens.preview.ClosePreview;
import dev.morlens.preview.DryRun;
import dev.morlens.preview.NextClose;
import dev.morlens.preview.NextClose.Turn;
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
record PreviewBox(
        Optional<Mor> returned,
        Optional<Mor> held,
        String where,
        Optional<When> until,
        String verdict,
        Optional<TriedAt> tried,
        boolean ok,
        Second second,
        List<Later> later) {

    /** A time of a block, to the second. */
    record Second(String iso, String text) {

        static Second of(Instant time) {
            return new Second(time.toString(), When.toTheSecond(time));
        }
    }

    /** From a second on. */
    record Later(Second from, String what) {}

    static PreviewBox of(Session session, NextClose close, Instant now) {
        ClosePreview preview = close.next();
        return new PreviewBox(
                preview.returned().map(Mor::of),
                preview.held().map(Mor::of),
                session.fundedBy() == Funding.POOL ? "to the pool" : "to the user",
                preview.releaseAt().map(release -> When.of(release, now)),
                preview.dryRun().map(PreviewBox::verdict).orElse("No node could be asked whether it would pass."),
                preview.dryRun().flatMap(TriedAt::of),
                preview.dryRun().filter(DryRun::ok).isPresent(),
                Second.of(preview.closedAt()),
                close.ifLater().stream()
                        .filter(later -> later.reached().isPresent())
                        .map(later -> new Later(Second.of(later.close().closedAt()), what(later)))
                        .toList());
    }

    private static String what(NextClose.Later later) {
        ClosePreview close = later.close();
        String reached =
                later.reached().orElseThrow() == Turn.SESSION_END ? "the session has ended" : "a new UTC day has begun";
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
        String back = Mor.of(returned) + " MOR is returned at once";
        return held.isZero()
                ? back + " and nothing is held"
                : back + " and " + Mor.of(held) + " MOR is held until "
                        + When.toTheSecond(close.terms().releaseAt());
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
