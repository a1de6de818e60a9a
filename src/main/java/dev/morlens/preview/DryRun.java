package dev.morlens.preview;

import dev.morlens.chain.CallResult;
import dev.morlens.protocol.abi.Revert;
import java.util.Optional;

/**
 * What a transaction would come to, sent at the block asked about.
 *
 * @param error of a failure: the name or selector of the contract's error, or its text
 * @param reason of a failure: what that means, for people
 */
public record DryRun(boolean ok, Optional<String> error, Optional<String> reason) {

    private static final DryRun OK = new DryRun(true, Optional.empty(), Optional.empty());

    static DryRun of(CallResult result) {
        if (result.success()) {
            return OK;
        }
        Revert revert = Revert.of(result.data());
        return new DryRun(false, Optional.of(revert.error()), Optional.of(revert.reason()));
    }
}
