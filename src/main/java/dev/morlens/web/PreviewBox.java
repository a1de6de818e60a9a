package dev.morlens.web;

import dev.morlens.ledger.Session;
import dev.morlens.ledger.Session.Funding;
import dev.morlens.preview.ClosePreview;
import dev.morlens.preview.DryRun;
import java.time.Instant;
import java.util.Optional;

/**
 * What a session's page says of closing it now.
 *
 * @param where the returned part goes
 * @param until when the held part is released
 * @param verdict whether the contract would take it
 */
record PreviewBox(
        Optional<Mor> returned, Optional<Mor> held, String where, Optional<When> until, String verdict, boolean ok) {

    static PreviewBox of(Session session, ClosePreview preview, Instant now) {
        return new PreviewBox(
                preview.returned().map(Mor::of),
                preview.held().map(Mor::of),
                session.fundedBy() == Funding.POOL ? "to the pool" : "to the user",
                preview.releaseAt().map(release -> When.of(release, now)),
                preview.dryRun().map(PreviewBox::verdict).orElse("No node could be asked whether it would pass."),
                preview.dryRun().filter(DryRun::ok).isPresent());
    }

    private static String verdict(DryRun run) {
        return run.ok()
                ? "Tried on the block below, without sending it: the contract takes it."
                : "Tried on the block below, without sending it: the contract refuses it ("
                        + run.error().orElse("") + "). " + run.reason().orElse("");
    }
}
