package dev.morlens.chain;

import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one look at the head brings. Its parts may have been answered by different replicas, and so from different forks: whoever
 * uses it holds them against each other.
 *
 * @param kept the hash of the block of the height asked about; empty where the node has none
 * @param newest the newest block
 * @param logs all logs of the addresses asked for, from the first block asked for to {@code newest}, in the chain's order
 */
public record HeadLook(Optional<Hash> kept, BlockHeader newest, List<RawLog> logs) {

    /**
     * @param kept a block number whose hash is asked for
     * @param from the first block whose logs are asked for
     * @param addresses whose logs
     */
    public record LookQuestion(long kept, long from, Set<Address> addresses) {}

    /** The same by questions of their own, one after the other. */
    static HeadLook of(Node node, LookQuestion lookQuestion) {
        BlockHeader newest = node.header(BlockTag.LATEST)
                .orElseThrow(() -> new TemporaryNodeException("the node does not know its latest block"));
        Optional<Hash> kept = lookQuestion.kept() > newest.number()
                ? Optional.empty()
                : Optional.of(
                        node.headers(List.of(lookQuestion.kept())).getFirst().hash());
        List<RawLog> logs = lookQuestion.from() > newest.number()
                ? List.of()
                : node.logs(new BlockRange(lookQuestion.from(), newest.number()), lookQuestion.addresses());
        return new HeadLook(kept, newest, logs);
    }
}
