package dev.morlens.diagnosis.finding;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.preview.action.DryRun;
import java.time.Instant;
import java.util.Optional;

/**
 * A fact that a finding rests on.
 *
 * @param value for people
 * @param href a page of ours where it can be seen
 * @param since when a node told it, where one did: how long ago that is changes all the time
 */
public record Evidence(String label, String value, Optional<String> href, Optional<Instant> since) {

    public static Evidence of(String label, String value) {
        return new Evidence(label, value, Optional.empty(), Optional.empty());
    }

    /** The block at which a node told something. */
    public static Evidence of(String label, BlockRef told) {
        return new Evidence(label, FindingText.block(told), Optional.empty(), Optional.of(told.time()));
    }

    /** What came of trying a transaction, and at which block. */
    public static Evidence tried(String label, Optional<DryRun> run) {
        String outcome = run.map(one -> one.ok() ? "would succeed" : one.error().orElse("would fail"))
                .orElse("could not be tried now");
        return tried(label, outcome, run);
    }

    /** The same in other words. */
    public static Evidence tried(String label, String outcome, Optional<DryRun> run) {
        Optional<BlockRef> at = run.flatMap(DryRun::block);
        String where = at.map(block -> ", tried at " + FindingText.block(block)).orElse("");
        return new Evidence(label, outcome + where, Optional.empty(), at.map(BlockRef::time));
    }

    /** Of what an answer's own block tells: it goes on with the answer's block for as long as the answer holds. */
    public static Evidence readAt(AsOf asOf) {
        return of("Read at", FindingText.block(asOf));
    }

    public static Evidence at(String label, String value, String href) {
        return new Evidence(label, value, Optional.of(href), Optional.empty());
    }
}
