package dev.morlens.indexer;

import dev.morlens.chain.Halving;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeException;
import dev.morlens.chain.RangeSize;
import dev.morlens.chain.RangeTooLargeException;
import dev.morlens.chain.SameChain;
import dev.morlens.chain.TemporaryNodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks for logs: whichever endpoint is well, and every single one about blocks of which an answer was found to lack some.
 * Safe for many threads.
 */
final class LogReader {

    /** Where a log stands, whatever endpoint told of it. */
    private record Place(long block, int index, Hash hash) {

        private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::block)
                .thenComparingInt(Place::index)
                .thenComparing(place -> place.hash().toString());

        static Place of(RawLog log) {
            return new Place(log.block().number(), log.logIndex(), log.block().hash());
        }
    }

    private final Node node;
    private final List<Node> endpoints;
    private final Set<Address> contracts;
    private final RangeSize sizes;
    private volatile Optional<BlockRange> suspected = Optional.empty();

    /**
     * @param endpoints each alone
     * @param sizes of the ranges that each is asked about
     */
    LogReader(Node node, List<Node> endpoints, Set<Address> contracts, RangeSize sizes) {
        this.node = node;
        this.endpoints = List.copyOf(endpoints);
        this.contracts = Set.copyOf(contracts);
        this.sizes = sizes;
    }

    /** From now on notes who answers. */
    SameChain sameChain() {
        return node.sameChain();
    }

    /** From now on every endpoint is asked about these blocks. */
    void suspect(BlockRange range) {
        suspected = Optional.of(range);
    }

    List<RawLog> in(BlockRange range) {
        return isSuspected(range) ? fromAll(range) : node.logs(range, contracts);
    }

    List<RawLog> of(BlockHeader header) {
        return isSuspected(BlockRange.single(header.number()))
                ? fromAll(endpoint -> endpoint.logs(header.hash(), contracts))
                : node.logs(header.hash(), contracts);
    }

    /** All that any endpoint knows of; halved as often as one of them finds the range too large. */
    List<RawLog> fromAll(BlockRange range) {
        List<RawLog> logs = new ArrayList<>();
        Halving.read(range, part -> logs.addAll(sized(part)));
        return logs;
    }

    /** How many blocks every endpoint takes at once, as far as is known. */
    long blocksAtOnce() {
        return sizes.current();
    }

    private List<RawLog> sized(BlockRange part) {
        try {
            List<RawLog> logs = fromAll(endpoint -> endpoint.logs(part, contracts));
            sizes.accepted(part);
            return logs;
        } catch (RangeTooLargeException e) {
            sizes.refused(part);
            throw e;
        }
    }

    /**
     * Those of these blocks that the node's chain has now.
     *
     * @throws TemporaryNodeException if it does not have ours
     */
    List<BlockRef> onChainOf(BlockRef ours, List<BlockRef> blocks) {
        List<Long> numbers =
                new ArrayList<>(blocks.stream().map(BlockRef::number).toList());
        numbers.add(ours.number());
        List<BlockHeader> headers = node.headers(numbers);
        if (!headers.getLast().hash().equals(ours.hash())) {
            throw new TemporaryNodeException("the node has another block " + ours.number() + " than " + ours.hash());
        }
        Set<Hash> hashes = headers.stream().map(BlockHeader::hash).collect(Collectors.toSet());
        return blocks.stream().filter(block -> hashes.contains(block.hash())).toList();
    }

    boolean mayHoldOurs(BlockHeader header) {
        return contracts.stream().anyMatch(header.logsBloom()::mayHold);
    }

    private boolean isSuspected(BlockRange range) {
        return suspected
                .filter(within -> range.first() <= within.last() && within.first() <= range.last())
                .isPresent();
    }

    /** An endpoint that fails is done without, as long as another answers. */
    private List<RawLog> fromAll(Function<Node, List<RawLog>> question) {
        Map<Place, RawLog> found = new TreeMap<>(Place.ORDER);
        NodeException failure = null;
        int answers = 0;
        for (Node endpoint : endpoints) {
            try {
                question.apply(endpoint).forEach(log -> found.putIfAbsent(Place.of(log), log));
                answers++;
            } catch (RangeTooLargeException e) {
                throw e;
            } catch (NodeException e) {
                failure = e;
            }
        }
        if (answers == 0 && failure != null) {
            throw failure;
        }
        return List.copyOf(found.values());
    }
}
