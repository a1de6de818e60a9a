package dev.morlens.preview.action;

import dev.morlens.chain.CallResult;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.abi.Revert;
import java.time.Instant;
import java.util.Optional;

/**
 * What transactions would come to, sent one after the other from the block asked about on.
 *
 * @param ok whether the contract would take all that were tried
 * @param error of the one that failed: the name or selector of the contract's error, or its text
 * @param reason of a failure: what that means, for people
 * @param calls how many were tried, the one that failed included
 * @param note why those were not all, for people
 * @param second the time of the block in which the first of them was tried; empty if that is not known
 * @param block in whose state they were tried; empty if that is not known
 */
public record DryRun(
        boolean ok,
        Optional<String> error,
        Optional<String> reason,
        int calls,
        Optional<String> note,
        Optional<Instant> second,
        Optional<BlockRef> block) {

    static DryRun of(CallResult result) {
        return of(result, 1);
    }

    /** @param tried the last of so many; those before it succeeded */
    static DryRun of(CallResult result, int tried) {
        if (result.success()) {
            return new DryRun(
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    tried,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        Revert revert = Revert.of(result.data());
        return new DryRun(
                false,
                Optional.of(revert.error()),
                Optional.of(revert.reason()),
                tried,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    DryRun noting(String why) {
        return new DryRun(ok, error, reason, calls, Optional.of(why), second, block);
    }

    /** Tried in a block of that time, in the state of another. */
    DryRun in(Instant time, BlockRef state) {
        return new DryRun(ok, error, reason, calls, note, Optional.of(time), Optional.of(state));
    }
}
