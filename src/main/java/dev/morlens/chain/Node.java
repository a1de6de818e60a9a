package dev.morlens.chain;

import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.UnknownBlockException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.chain.value.Wei;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An Ethereum node, as far as we need one. Retry, throttling, fail-over and metrics are decorators of this interface.
 *
 * <p>Every method may throw one of two exceptions: {@link TemporaryNodeException} when asking again may help, {@link
 * RefusedByNodeException} when the same question will be refused again.
 */
public interface Node {

    /** The chain's id, as {@code eth_chainId} says. */
    long chainId();

    /** From now on notes who answers; asks nothing yet. */
    default ChainIdWitness sameChain() {
        return this::chainId;
    }

    /** What one question for logs from that block on may ask of whoever would answer it; asks nothing. */
    default LogCaps logCaps(long block) {
        return LogCaps.NONE;
    }

    /** What one call of those that nobody waits for holds, of whoever would answer it; asks nothing. */
    default ReadsPerCall readsPerCall() {
        return ReadsPerCall.ONE;
    }

    /** The newest block of a tag; empty where the node does not know the tag. */
    Optional<BlockHeader> header(BlockTag tag);

    /**
     * Headers of these heights, in the order asked.
     *
     * @throws UnknownBlockException if one does not exist yet
     */
    List<BlockHeader> headers(List<Long> numbers);

    /** The header of that very block; empty if the node does not have it (any more). */
    Optional<BlockHeader> header(Hash blockHash);

    /**
     * All logs of these addresses in a range, in the chain's order, each with its block's time.
     *
     * @throws RangeTooLargeException if the node wants a smaller range
     * @throws UnknownBlockException if the node does not have the range's last block yet
     */
    List<RawLog> logs(BlockRange range, Set<Address> addresses);

    /**
     * The newest block, the hash of an older one and the logs since another one, in one exchange where the node takes batches.
     *
     * @throws RangeTooLargeException if the node wants a smaller range
     */
    default HeadLook look(HeadLook.LookQuestion lookQuestion) {
        return HeadLook.of(this, lookQuestion);
    }

    /**
     * All logs of these addresses from that block to the newest, as many as the node has; without a word of how far that is.
     *
     * @throws RangeTooLargeException if the node wants a smaller range
     */
    default List<RawLog> logsSince(long first, Set<Address> addresses) {
        BlockHeader newest = header(BlockTag.LATEST)
                .orElseThrow(() -> new TemporaryNodeException("the node does not know its latest block"));
        return first > newest.number() ? List.of() : logs(new BlockRange(first, newest.number()), addresses);
    }

    /**
     * All logs of these addresses in that very block, in order.
     *
     * @throws UnknownBlockException if the node does not have the block (any more); so do the questions below
     */
    List<RawLog> logs(Hash blockHash, Set<Address> addresses);

    /**
     * The answers of view calls, in the order asked, all at one block. A revert is an answer, and so is one that needs more
     * gas or bytes than node or configuration allow: a failure without data.
     */
    List<CallResult> call(BlockId at, List<ViewCall> calls);

    /**
     * Tries a call as that account would make it, without sending anything: a dry run. A revert is an answer.
     *
     * @param from whose call it would be; no key is needed
     */
    CallResult callAs(Address from, BlockId at, ViewCall viewCall);

    /**
     * Tries transactions one after the other, each in a block of its own on top of the given one, without sending anything
     * ({@code eth_simulateV1}). A revert is an answer, and changes nothing for those after it.
     *
     * @throws RefusedByNodeException also where the node cannot do that
     */
    List<SimulationResult> simulate(BlockId at, List<SimulatedCall> attempts);

    /** What an account has of the chain's own coin, in wei: what it pays gas with. */
    Wei balance(BlockId at, Address account);

    /** Words of a contract's storage, in the order asked, all at one block. */
    List<Hash> storage(BlockId at, Address contract, List<Hash> slots);

    /** The code of an account; empty for one without. */
    byte[] code(BlockId at, Address account);
}
