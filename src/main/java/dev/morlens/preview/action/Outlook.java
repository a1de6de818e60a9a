package dev.morlens.preview.action;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.abi.Revert;
import java.util.Optional;

/**
 * Whether the contract takes an action's calls as they are, and how that is known: by a dry run, which the action then has,
 * or by what is known of the contract's state.
 *
 * @param error what the contract would give, where it is known to refuse them
 * @param reason of what was not tried: why not, and what is known of it, for people
 * @param block in whose state that is so; empty if nothing was asked about one
 */
public record Outlook(OutlookState state, Optional<String> error, Optional<String> reason, Optional<BlockRef> block) {

    /** What a transaction that is sent now comes to. */
    public enum OutlookState {
        /** The contract takes it. */
        WORKS,
        /** It takes something that only somebody else can give, or there is nothing to send. */
        TAKES_MORE,
        /** The contract takes it from a time on. */
        LATER,
        /** Nobody who knows could be asked. */
        NOT_KNOWN,
        /** The contract refuses it. */
        FAILS
    }

    private static final String NOT_TRIED = "Not tried: ";

    static Outlook tried(DryRun run) {
        return new Outlook(
                run.ok() ? OutlookState.WORKS : OutlookState.FAILS, run.error(), Optional.empty(), run.block());
    }

    static Outlook untried(OutlookState outlookState, String why) {
        return new Outlook(outlookState, Optional.empty(), Optional.of(NOT_TRIED + why), Optional.empty());
    }

    /** Not tried, for whatever reason, and yet known to work as far as can be told. */
    static Outlook unopposed(String known, BlockRef block) {
        return new Outlook(
                OutlookState.WORKS, Optional.empty(), Optional.of("Not tried just now. " + known), Optional.of(block));
    }

    /** @param more what the error is about in this case; may be empty */
    static Outlook failing(Revert expected, String more, Optional<BlockRef> block) {
        String said = (NOT_TRIED + "the contract would refuse it. " + expected.reason() + " " + more).strip();
        return new Outlook(OutlookState.FAILS, Optional.of(expected.error()), Optional.of(said), block);
    }
}
