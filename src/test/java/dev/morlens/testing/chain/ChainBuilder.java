package dev.morlens.testing.chain;

import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogsBloom;
import dev.morlens.chain.value.RawLog;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A chain in memory: consistent parent hashes, real blooms, five blocks a second unless told otherwise. Deterministic: the same acts give the
 * same hashes, and {@link #fork} gives others from there on. Safe for many threads.
 */
public final class ChainBuilder {

    public static final Instant START = Instant.parse("2026-08-01T00:00:00Z");

    /** A block of the chain; the logs are in order. */
    public record Block(BlockHeader header, List<RawLog> logs) {}

    private final List<Block> blocks = new ArrayList<>();
    private final int branch;
    private final BlockSpeed speed;
    private int forks;

    private ChainBuilder(int branch, BlockSpeed speed) {
        this.branch = branch;
        this.speed = speed;
    }

    /** A chain with its genesis block alone. */
    public static ChainBuilder genesis() {
        return genesis(BlockSpeed.FIVE_A_SECOND);
    }

    public static ChainBuilder genesis(BlockSpeed speed) {
        ChainBuilder chain = new ChainBuilder(0, speed);
        chain.append(START, List.of());
        return chain;
    }

    /** A chain as recorded, to be appended to. */
    public static ChainBuilder of(List<BlockHeader> headers, List<RawLog> logs) {
        Map<Long, List<RawLog>> byBlock =
                logs.stream().collect(Collectors.groupingBy(log -> log.block().number()));
        ChainBuilder chain = new ChainBuilder(0, BlockSpeed.FIVE_A_SECOND);
        headers.forEach(
                header -> chain.blocks.add(new Block(header, byBlock.getOrDefault(header.number(), List.of()))));
        return chain;
    }

    /** Appends the next block, at the chain's speed, each log in a transaction of its own. */
    public BlockRef add(Emitted... logs) {
        BlockRef head = head().ref();
        return addAt(head.time().plusSeconds(speed.secondsBefore(head.number() + 1)), logs);
    }

    public BlockRef addAt(Instant time, Emitted... logs) {
        return addTransactionsAt(time, Stream.of(logs).map(List::of).toList());
    }

    /** Appends a block of transactions, each with its logs. */
    public synchronized BlockRef addTransactionsAt(Instant time, List<List<Emitted>> transactions) {
        return append(time, transactions);
    }

    public ChainBuilder addEmpty(int count) {
        for (int i = 0; i < count; i++) {
            add();
        }
        return this;
    }

    /** Another chain that shares the blocks up to {@code last}; what either appends, the other does not see. */
    public synchronized ChainBuilder fork(long last) {
        ChainBuilder fork = new ChainBuilder(31 * branch + ++forks, speed);
        fork.blocks.addAll(blocks.subList(0, Math.toIntExact(last) + 1));
        return fork;
    }

    public synchronized BlockHeader head() {
        return blocks.getLast().header();
    }

    public synchronized Optional<Block> block(long number) {
        return number < 0 || number >= blocks.size() ? Optional.empty() : Optional.of(blocks.get((int) number));
    }

    public synchronized Optional<Block> block(Hash hash) {
        return blocks.reversed().stream()
                .filter(block -> block.header().hash().equals(hash))
                .findFirst();
    }

    /** Every log of the chain, in order. */
    public synchronized List<RawLog> logs() {
        return blocks.stream().flatMap(block -> block.logs().stream()).toList();
    }

    public synchronized List<BlockHeader> headers() {
        return blocks.stream().map(Block::header).toList();
    }

    private BlockRef append(Instant time, List<List<Emitted>> transactions) {
        Hash parent = blocks.isEmpty() ? Hash.ZERO : head().hash();
        List<Emitted> emitted = transactions.stream().flatMap(List::stream).toList();
        BlockRef ref = new BlockRef(blocks.size(), hash(parent, time, emitted), time);
        List<RawLog> logs = new ArrayList<>();
        BloomBuilder bloom = new BloomBuilder();
        for (int tx = 0; tx < transactions.size(); tx++) {
            for (Emitted log : transactions.get(tx)) {
                logs.add(new RawLog(
                        log.address(), ref, logs.size(), txHash(ref, tx), tx, List.copyOf(log.topics()), log.data()));
                bloom.add(log);
            }
        }
        blocks.add(new Block(new BlockHeader(ref, parent, new LogsBloom(bloom.bits())), List.copyOf(logs)));
        return ref;
    }

    private Hash hash(Hash parent, Instant time, List<Emitted> logs) {
        ByteBuffer content = ByteBuffer.allocate(Hash.BYTES + Long.BYTES + Integer.BYTES + Hash.BYTES * logs.size());
        content.put(parent.bytes()).putLong(time.getEpochSecond()).putInt(branch);
        logs.forEach(log -> content.put(org.web3j.crypto.Hash.sha3(log.data())));
        return Hash.of(org.web3j.crypto.Hash.sha3(content.array()));
    }

    private static Hash txHash(BlockRef block, int index) {
        ByteBuffer place = ByteBuffer.allocate(Hash.BYTES + Integer.BYTES);
        place.put(block.hash().bytes()).putInt(index);
        return Hash.of(org.web3j.crypto.Hash.sha3(place.array()));
    }
}
