package dev.morlens.indexer.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogsBloom;
import dev.morlens.chain.value.RawLog;
import dev.morlens.ledger.Ledger;
import dev.morlens.ledger.bind.BoundBatch;
import dev.morlens.ledger.book.LedgerKeys;
import dev.morlens.ledger.book.LedgerState;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.entry.Postings;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.ProtocolEvent.SessionOpened;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.BlockBatch;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.Emitted;
import dev.morlens.testing.chain.EventWriter;
import dev.morlens.testing.chain.RandomHistory;
import dev.morlens.testing.server.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random histories in a real PostgreSQL: undoing blocks gives exactly the earlier state, however they were batched. */
class UndoPropertyTest {

    private static final Instant START = Instant.parse("2026-08-01T22:30:00Z");
    private static final int BLOCKS = 60;

    private record Block(BlockRef ref, List<LoggedEvent> events, List<RawLog> logs) {}

    private final Network network = new Network(
            TestDatabase.networkName(),
            "Random",
            1,
            RandomHistory.TOKEN,
            RandomHistory.CONTRACTS.diamond(),
            Optional.empty(),
            OptionalLong.of(1));
    private final EventWriter writer = new EventWriter(network);
    private final Ledger ledger = new Ledger(RandomHistory.CONTRACTS);
    private LedgerState ledgerState = new LedgerState();

    @Test
    void undoingAndPostingAgainInOtherBatchesGivesTheSameTables() {
        long seed = Counts.seed("UndoPropertyTest");
        for (int history = 0; history < Counts.of(40); history++) {
            LedgerStore store = TestStores.open(renamed());
            goBackAndForth(store, new Random(seed + history), seed + history);
        }
    }

    private Network renamed() {
        return new Network(
                TestDatabase.networkName(),
                network.title(),
                1,
                network.token(),
                network.diamond(),
                Optional.empty(),
                OptionalLong.of(1));
    }

    private void goBackAndForth(LedgerStore store, Random random, long seed) {
        RandomHistory history = new RandomHistory(seed, START);
        List<Block> blocks = blocks(history);
        BatchFacts facts = history.facts();
        Map<Integer, Map<String, String>> states = new HashMap<>();
        ledgerState = new LedgerState();
        int at = 0;
        for (int steps = 0; at < BLOCKS || steps < 30; steps++) {
            if (at > 3 && random.nextInt(3) == 0) {
                at = pick(states, random, at);
                store.undoTo(blocks.get(at - 1).ref());
                ledgerState = new LedgerState();
            } else if (at < BLOCKS) {
                int to = Math.min(BLOCKS, at + 1 + random.nextInt(8));
                append(store, blocks.subList(at, to), facts);
                at = to;
            }
            Map<String, String> known = states.putIfAbsent(at, store.checksums());
            if (known != null) {
                assertThat(store.checksums())
                        .as("seed %d, after block %d", seed, at)
                        .isEqualTo(known);
            }
        }
    }

    private static int pick(Map<Integer, Map<String, String>> states, Random random, int below) {
        List<Integer> earlier = states.keySet().stream()
                .filter(block -> block > 0 && block <= below)
                .toList();
        return earlier.get(random.nextInt(earlier.size()));
    }

    private void append(LedgerStore store, List<Block> blocks, BatchFacts all) {
        List<LoggedEvent> events =
                blocks.stream().flatMap(b -> b.events().stream()).toList();
        BatchFacts facts = BatchFacts.of(openings(events, all)).withCollected(all.collected());
        LedgerStateLoader loader = new LedgerStateLoader(store::load);
        loader.fill(ledgerState, LedgerKeys.ofSessions(Ledger.endingSessions(events)));
        BoundBatch boundBatch = ledger.bind(events, facts.openings(), ledgerState);
        loader.fill(ledgerState, boundBatch.keys());
        Postings postings = ledger.post(boundBatch, facts, ledgerState);
        BlockRef head = blocks.getLast().ref();
        List<BlockHeader> headers = blocks.stream()
                .map(block -> new BlockHeader(block.ref(), Hash.ZERO, new LogsBloom(new byte[256])))
                .toList();
        store.append(new BlockBatch(
                new BlockRange(blocks.getFirst().ref().number(), head.number()),
                head,
                headers,
                blocks.stream().flatMap(b -> b.logs().stream()).toList(),
                facts,
                postings,
                OptionalLong.empty()));
    }

    private static Map<SessionId, SessionFacts> openings(List<LoggedEvent> events, BatchFacts all) {
        Map<SessionId, SessionFacts> openings = new HashMap<>();
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof SessionOpened(Address user, SessionId id, Address provider)) {
                openings.put(id, all.openings().get(id));
            }
        }
        return openings;
    }

    private List<Block> blocks(RandomHistory history) {
        List<Block> blocks = new ArrayList<>();
        Instant now = START;
        for (int number = 1; number <= BLOCKS; number++) {
            now = now.plusSeconds(history.secondsToNextBlock());
            blocks.add(block(number, now, history.nextBlock(now)));
        }
        return blocks;
    }

    private Block block(long number, Instant now, List<List<ProtocolEvent>> transactions) {
        BlockRef ref = new BlockRef(number, new Hash(0, 0, 1, number), now);
        List<LoggedEvent> events = new ArrayList<>();
        List<RawLog> logs = new ArrayList<>();
        for (int tx = 0; tx < transactions.size(); tx++) {
            Hash txHash = new Hash(0, 1, number, tx);
            for (ProtocolEvent event : transactions.get(tx)) {
                Emitted log = writer.log(event);
                logs.add(new RawLog(log.address(), ref, events.size(), txHash, tx, log.topics(), log.data()));
                events.add(new LoggedEvent(ref, events.size(), txHash, event));
            }
        }
        return new Block(ref, events, logs);
    }
}
