package dev.morlens.indexer.fetch;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.HeadLook;
import dev.morlens.chain.LogCaps;
import dev.morlens.chain.Node;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.range.RangeSize;
import dev.morlens.chain.range.RangeSplitter;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks for logs: whichever endpoint is well, and every single one about blocks of which an answer was found to lack some.
 * Safe for many threads.
 */
public final class LogFetcher {

    /** So many questions to an endpoint for one look. */
    private static final int QUESTIONS_AT_ONCE = 10;

    /** Two looks and a third, at five blocks a second and with room. */
    private static final int SMALL_CAP = 50;

    private final Node node;
    private final List<SingleEndpointReader> endpoints;
    private final Set<Address> contracts;
    private final SuspectRange suspectRange;
    private final long mostAtOnce;

    /** Of the ranges that every endpoint takes. */
    private final RangeSize sizes;

    private final EndpointLogMerger endpointLogMerger;
    private final EveryEndpoint everyEndpoint;
    private final SecondEndpointLook second;

    /**
     * @param endpoints each alone
     * @param mostAtOnce blocks that one question to every endpoint covers, at least 1
     */
    public LogFetcher(
            Node node,
            List<SingleEndpointReader> endpoints,
            Set<Address> contracts,
            SuspectRange suspectRange,
            long mostAtOnce) {
        this(node, endpoints, contracts, suspectRange, mostAtOnce, new SecondEndpointLook(Optional.empty()));
    }

    /** @param second who is asked about the newest blocks as well */
    public LogFetcher(
            Node node,
            List<SingleEndpointReader> endpoints,
            Set<Address> contracts,
            SuspectRange suspectRange,
            long mostAtOnce,
            SecondEndpointLook second) {
        this.node = node;
        this.endpoints = List.copyOf(endpoints);
        this.contracts = Set.copyOf(contracts);
        this.suspectRange = suspectRange;
        this.mostAtOnce = mostAtOnce;
        this.sizes = new RangeSize(mostAtOnce, mostAtOnce);
        this.endpointLogMerger = new EndpointLogMerger(node);
        this.everyEndpoint = new EveryEndpoint(this.endpoints, endpointLogMerger);
        this.second = second;
    }

    /** From now on notes who answers. */
    public ChainIdWitness sameChain() {
        return node.sameChain();
    }

    List<RawLog> in(BlockRange range) {
        return suspectRange.suspects(range) ? fromAll(range).logs() : node.logs(range, contracts);
    }

    /** The newest blocks: what another endpoint has of them as well counts, too. */
    List<RawLog> atHead(BlockRange range) {
        var answer = second.ask(other -> other.logs(range, contracts));
        return withOther(in(range), answer.get());
    }

    /** The same of one block. */
    List<RawLog> atHead(BlockHeader header) {
        var answer = second.ask(other -> other.logs(header.hash(), contracts));
        return withOther(of(header), answer.get());
    }

    /**
     * The newest block, the hash of an older one and the logs since another one, besides what another endpoint has of those.
     *
     * @throws RangeTooLargeException if the node wants a smaller range
     */
    HeadLook look(long kept, long from) {
        var answer = second.ask(other -> isSmall(other.logCaps(from)) ? List.of() : other.logsSince(from, contracts));
        HeadLook look = node.look(new HeadLook.LookQuestion(kept, from, contracts));
        List<RawLog> others = answer.get().orElse(List.of()).stream()
                .filter(log -> log.block().number() <= look.newest().number())
                .toList();
        return others.isEmpty()
                ? look
                : new HeadLook(look.kept(), look.newest(), endpointLogMerger.of(List.of(look.logs(), others)));
    }

    /** Whether one question may cover what a look at the head asks about, and somewhat more. */
    boolean takesLook(long from, long checkpoint) {
        LogCaps caps = node.logCaps(from);
        BlockRange range = new BlockRange(Math.min(from, checkpoint), checkpoint);
        return !suspectRange.suspects(range)
                && !isSmall(caps)
                && caps.blocks().orElse(Long.MAX_VALUE) > 2 * range.size();
    }

    private static boolean isSmall(LogCaps caps) {
        return caps.blocks().orElse(Long.MAX_VALUE) < SMALL_CAP;
    }

    private List<RawLog> withOther(List<RawLog> logs, Optional<List<RawLog>> others) {
        return others.map(told -> endpointLogMerger.of(List.of(logs, told))).orElse(logs);
    }

    private List<RawLog> of(BlockHeader header) {
        return suspectRange.suspects(BlockRange.single(header.number()))
                ? everyEndpoint
                        .read(true, endpoint -> endpoint.logs(header.hash(), contracts))
                        .logs()
                : node.logs(header.hash(), contracts);
    }

    /** All that any endpoint knows of; in parts as often as one of them finds the range too large. */
    public MergedLogs fromAll(BlockRange range) {
        List<MergedLogs> parts = new ArrayList<>();
        range.tiles(sizes.from(range.first()))
                .forEach(tile -> RangeSplitter.read(tile, part -> parts.add(sized(part))));
        return MergedLogs.joined(parts);
    }

    /** The newest block that is called safe. */
    public Optional<BlockRef> safe() {
        return node.header(BlockTag.SAFE).map(BlockHeader::ref);
    }

    /** How many blocks one look may cover. */
    public long blocksAtOnce() {
        long most = Math.min(
                mostAtOnce,
                endpoints.stream()
                        .mapToLong(SingleEndpointReader::mostBlocks)
                        .min()
                        .orElse(mostAtOnce));
        return Math.min(mostAtOnce, QUESTIONS_AT_ONCE * Math.min(most, sizes.from(0)));
    }

    private MergedLogs sized(BlockRange part) {
        try {
            MergedLogs told = everyEndpoint.read(part.size() == 1, endpoint -> endpoint.logs(part, contracts));
            sizes.accepted(part, told.logs().size());
            return told;
        } catch (RangeTooLargeException e) {
            sizes.refused(e);
            throw e;
        }
    }

    /**
     * Those of these blocks that the node's chain has now.
     *
     * @throws TemporaryNodeException if it does not have ours
     */
    public List<BlockRef> onChainOf(BlockRef ours, List<BlockRef> blocks) {
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

    boolean bloomMayMatch(BlockHeader header) {
        return contracts.stream().anyMatch(header.logsBloom()::mayHold);
    }
}
