package dev.morlens.indexer.fetch;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.HeadLook;
import dev.morlens.chain.LogCaps;
import dev.morlens.chain.Node;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.range.RangeSplitter;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.ledger.Ledger;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.EventDecoder;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.ProtocolEvent.SessionOpened;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionFacts.Closeout;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.Bid;
import dev.morlens.protocol.view.SessionReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Fetches and decodes blocks, and reads what their logs leave out. Safe for many threads. */
public final class BlockFetcher {

    private final Node node;
    private final LogFetcher reader;
    private final EventDecoder decoder;
    private final SessionReader sessions;

    /** Some hundred in all; a final bid's price does not change. */
    private final Map<Hash, Bid> settledBids = new ConcurrentHashMap<>();

    public BlockFetcher(Node node, LogFetcher reader, Network network, SessionReader sessions) {
        this.node = node;
        this.reader = reader;
        this.decoder = new EventDecoder(network);
        this.sessions = sessions;
    }

    /** What seemed to be final may have been undone. */
    public void reset() {
        settledBids.clear();
    }

    public BlockHeader header(long number) {
        return headers(List.of(number)).getFirst();
    }

    /** From now on notes who answers. */
    public ChainIdWitness sameChain() {
        return node.sameChain();
    }

    /** What one question for logs from that block on may ask. */
    public LogCaps logCaps(long block) {
        return node.logCaps(block);
    }

    public List<BlockHeader> headers(List<Long> numbers) {
        return numbers.isEmpty() ? List.of() : node.headers(numbers);
    }

    /** The logs of blocks, and nothing else of them. */
    public DecodedLogs logs(BlockRange range) {
        return DecodedLogs.of(reader.in(range), decoder);
    }

    /** Blocks so old that they do not change any more. */
    public FetchedBlocks settled(BlockRange range, BlockHeader last, DecodedLogs logs) {
        agree(logs.raw(), Map.of(last.number(), last.hash()));
        // At the newest block, so that no archive node is needed.
        return complete(range, List.of(last), BlockId.latest(), logs, settledBids);
    }

    /**
     * Blocks at the head: asked by hash where it is one, and held against the headers where there are more.
     *
     * @param newest in its state views are read, because a node's latest one may be from before these blocks; by its
     *     number, which every node takes and waits for, and if another block has it by then, these are undone soon
     */
    public FetchedBlocks atHead(List<BlockHeader> headers, BlockHeader newest) {
        BlockRange range =
                new BlockRange(headers.getFirst().number(), headers.getLast().number());
        List<RawLog> logs = inParts(range, part -> logs(part, headers));
        Map<Long, Hash> hashes = new HashMap<>();
        headers.forEach(header -> hashes.put(header.number(), header.hash()));
        agree(logs, hashes);
        return followed(range, headers, logs, newest);
    }

    /** One look at the head. */
    public HeadLook look(long kept, long from) {
        return reader.look(kept, from);
    }

    /** Whether one question may cover it. */
    public boolean takesLook(long from, long checkpoint) {
        return reader.takesLook(from, checkpoint);
    }

    /** Whether the block's bloom allows a log of ours. */
    public boolean bloomMayMatch(BlockHeader header) {
        return reader.bloomMayMatch(header);
    }

    /** The same as {@link #logsAtHead}, of one endpoint. */
    public List<RawLog> logsByNumber(BlockRange range) {
        return inParts(range, reader::in);
    }

    /** The logs of the newest blocks, by their numbers. */
    public List<RawLog> logsAtHead(BlockRange range) {
        return inParts(range, reader::atHead);
    }

    /** What a node finds too large at the head is no reason to wait for a backfill. */
    private static List<RawLog> inParts(BlockRange range, Function<BlockRange, List<RawLog>> question) {
        List<RawLog> logs = new ArrayList<>();
        RangeSplitter.read(range, part -> logs.addAll(question.apply(part)));
        return logs;
    }

    /**
     * Blocks at the head whose logs are here.
     *
     * @param headers of some of them, and of the last
     * @param newest in its state views are read
     */
    public FetchedBlocks followed(BlockRange range, List<BlockHeader> headers, List<RawLog> logs, BlockHeader newest) {
        BlockId state = new BlockId.Numbered(newest.number());
        FetchedBlocks blocks = complete(range, headers, state, DecodedLogs.of(logs, decoder), new HashMap<>());
        return blocks.withCloseouts(closeouts(blocks));
    }

    /** A part of the blocks at the head. */
    private List<RawLog> logs(BlockRange part, List<BlockHeader> headers) {
        List<BlockHeader> blocks = headers.stream()
                .filter(header -> part.contains(header.number()))
                .toList();
        if (blocks.stream().noneMatch(reader::bloomMayMatch)) {
            return List.of();
        }
        return blocks.size() == 1 ? reader.atHead(blocks.getFirst()) : reader.atHead(part);
    }

    private static void agree(List<RawLog> logs, Map<Long, Hash> hashes) {
        for (RawLog log : logs) {
            Hash expected = hashes.get(log.block().number());
            if (expected != null && !expected.equals(log.block().hash())) {
                throw new TemporaryNodeException("the node's answers contradict each other: block "
                        + log.block().number() + " is " + expected + " by its header and "
                        + log.block().hash() + " by a log");
            }
        }
    }

    private FetchedBlocks complete(
            BlockRange range, List<BlockHeader> headers, BlockId state, DecodedLogs logs, Map<Hash, Bid> bids) {
        return new FetchedBlocks(range, headers, state, logs, openings(state, logs.events(), bids), Map.of());
    }

    /** How older sessions were closed; of those that open here as well, their facts already tell. */
    private Map<SessionId, Closeout> closeouts(FetchedBlocks blocks) {
        Set<SessionId> ended = Ledger.endingSessions(blocks.events());
        ended.removeAll(blocks.openings().keySet());
        Map<SessionId, Closeout> closeouts = new HashMap<>();
        if (!ended.isEmpty()) {
            sessions.states(blocks.state(), ended)
                    .forEach((id, state) -> state.closedAt()
                            .ifPresent(at -> closeouts.put(id, new Closeout(at, state.closeoutType()))));
        }
        return closeouts;
    }

    /** Refused unless they are of these very openings. */
    private Map<SessionId, SessionFacts> openings(BlockId at, List<LoggedEvent> events, Map<Hash, Bid> bids) {
        Map<SessionId, Instant> openedAt = new HashMap<>();
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof SessionOpened opened) {
                openedAt.put(opened.sessionId(), logged.block().time());
            }
        }
        if (openedAt.isEmpty()) {
            return Map.of();
        }
        Map<SessionId, SessionFacts> facts = sessions.read(at, openedAt.keySet(), bids);
        openedAt.forEach((id, time) -> {
            SessionFacts found = facts.get(id);
            if (found == null || !found.openedAt().equals(time)) {
                throw new TemporaryNodeException("session " + id + " was opened at " + time
                        + " by the logs, and " + (found == null ? "does not exist" : "at " + found.openedAt())
                        + " by getSession: the chain may have been reorganised, or the node lags");
            }
        });
        return facts;
    }
}
