package dev.morlens.testing.node;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.HeadLook;
import dev.morlens.chain.Node;
import dev.morlens.chain.SimulatedCall;
import dev.morlens.chain.SimulationResult;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.UnknownBlockException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.chain.value.Wei;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.chain.ChainBuilder.Block;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * A node over a {@link ChainBuilder}, with faults to order. It shows the whole chain unless {@link #headAt} holds it
 * back; views revert and storage is 0 until a test says otherwise. Safe for many threads.
 */
public final class FakeNode implements Node {

    /** Answers a view call at a block. */
    public interface Calls {
        CallResult answer(BlockRef at, ViewCall viewCall);
    }

    /** Answers a storage read at a block. */
    public interface Storage {
        Hash word(BlockRef at, Address contract, Hash slot);
    }

    private final List<BlockRange> ranges = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicReference<ChainBuilder> logsOfNextLook = new AtomicReference<>();
    private final NodeFaults faults = new NodeFaults();

    private volatile ChainBuilder chain;
    private volatile long chainId = 31337;
    private volatile long head = Long.MAX_VALUE;
    private volatile long safe = -1;
    private volatile long finalized = -1;
    private volatile Calls calls = (at, viewCall) -> new CallResult(false, new byte[0]);
    private volatile Storage storage = (at, contract, slot) -> Hash.ZERO;
    private volatile Function<Address, Wei> balances = account -> Wei.ZERO;
    private volatile Function<Address, byte[]> codes = account -> new byte[0];

    public FakeNode(ChainBuilder chain) {
        this.chain = chain;
    }

    /** From now on the node follows another chain: a reorganisation, if the two share blocks. */
    public FakeNode show(ChainBuilder other) {
        chain = other;
        return this;
    }

    public FakeNode chainId(long id) {
        chainId = id;
        return this;
    }

    /** The newest block that the node admits to have. */
    public FakeNode headAt(long number) {
        head = number;
        return this;
    }

    /** Without it the node does not know the tag; negative takes it back. */
    public FakeNode finalizedAt(long number) {
        finalized = number;
        return this;
    }

    public FakeNode safeAt(long number) {
        safe = number;
        return this;
    }

    /** What goes wrong, to order. */
    public NodeFaults faults() {
        return faults;
    }

    public FakeNode calls(Calls handler) {
        calls = handler;
        return this;
    }

    public FakeNode storage(Storage handler) {
        storage = handler;
        return this;
    }

    /** What accounts have to pay gas with. */
    public FakeNode balances(Function<Address, Wei> handler) {
        balances = handler;
        return this;
    }

    public FakeNode codes(Function<Address, byte[]> handler) {
        codes = handler;
        return this;
    }

    /** How many requests came, refused ones included. */
    public int requests() {
        return requests.get();
    }

    /** The ranges whose logs were given, in the order given. */
    public List<BlockRange> servedRanges() {
        return List.copyOf(ranges);
    }

    @Override
    public long chainId() {
        arrive();
        return chainId;
    }

    @Override
    public Optional<BlockHeader> header(BlockTag tag) {
        arrive();
        return tagged(tag).map(Block::header);
    }

    @Override
    public List<BlockHeader> headers(List<Long> numbers) {
        arrive();
        return numbers.stream().map(this::existing).map(Block::header).toList();
    }

    @Override
    public Optional<BlockHeader> header(Hash blockHash) {
        arrive();
        return known(blockHash).map(Block::header);
    }

    /** How many looks at the head were answered. */
    public int looks() {
        return looks.get();
    }

    /** The next look's logs are those of another chain, as if two replicas had answered. */
    public FakeNode logsOfNextLook(ChainBuilder other) {
        logsOfNextLook.set(other);
        return this;
    }

    @Override
    public HeadLook look(HeadLook.LookQuestion lookQuestion) {
        arrive();
        looks.incrementAndGet();
        ChainBuilder ofLogs =
                Optional.ofNullable(logsOfNextLook.getAndSet(null)).orElse(chain);
        BlockHeader newest = existing(headNumber()).header();
        List<RawLog> logs = ofLogs.logs().stream()
                .filter(log -> lookQuestion.from() <= log.block().number()
                        && log.block().number() <= newest.number())
                .filter(log -> lookQuestion.addresses().contains(log.address()))
                .toList();
        Optional<Hash> kept = Optional.of(lookQuestion.kept())
                .filter(number -> number <= newest.number())
                .map(number -> existing(number).header().hash());
        return new HeadLook(kept, newest, orEmpty(logs));
    }

    @Override
    public List<RawLog> logs(BlockRange range, Set<Address> addresses) {
        arrive();
        faults.capRange(range);
        List<RawLog> logs = LongStream.rangeClosed(range.first(), range.last())
                .mapToObj(this::existing)
                .flatMap(block -> block.logs().stream())
                .filter(log -> addresses.contains(log.address()))
                .toList();
        faults.capLogs(range, logs.size());
        ranges.add(range);
        return orEmpty(logs);
    }

    @Override
    public List<RawLog> logs(Hash blockHash, Set<Address> addresses) {
        arrive();
        Block block = known(blockHash).orElseThrow(() -> new UnknownBlockException("no block of hash " + blockHash));
        return orEmpty(block.logs().stream()
                .filter(log -> addresses.contains(log.address()))
                .toList());
    }

    @Override
    public List<CallResult> call(BlockId at, List<ViewCall> asked) {
        arrive();
        BlockRef block = block(at);
        return asked.stream().map(viewCall -> calls.answer(block, viewCall)).toList();
    }

    /** As {@link #call}: a test's contract does not ask who calls. */
    @Override
    public CallResult callAs(Address from, BlockId at, ViewCall asked) {
        return call(at, List.of(asked)).getFirst();
    }

    /** As an older node: it knows no such question. */
    @Override
    public List<SimulationResult> simulate(BlockId at, List<SimulatedCall> attempts) {
        arrive();
        throw new RefusedByNodeException("eth_simulateV1: error -32601 'Method not found'");
    }

    @Override
    public Wei balance(BlockId at, Address account) {
        arrive();
        block(at);
        return balances.apply(account);
    }

    @Override
    public List<Hash> storage(BlockId at, Address contract, List<Hash> slots) {
        arrive();
        BlockRef block = block(at);
        return slots.stream().map(slot -> storage.word(block, contract, slot)).toList();
    }

    @Override
    public byte[] code(BlockId at, Address account) {
        arrive();
        block(at);
        return codes.apply(account);
    }

    private void arrive() {
        requests.incrementAndGet();
        faults.arrive();
    }

    private List<RawLog> orEmpty(List<RawLog> logs) {
        return faults.remaining(logs);
    }

    private BlockRef block(BlockId at) {
        Block block = switch (at) {
            case BlockId.Tagged tagged ->
                tagged(tagged.tag()).orElseThrow(() -> new RefusedByNodeException("unknown tag " + tagged.tag()));
            case BlockId.Numbered numbered -> existing(numbered.number());
            case BlockId.Hashed hashed ->
                known(hashed.hash()).orElseThrow(() -> new UnknownBlockException("no block of hash " + hashed.hash()));
        };
        return block.header().ref();
    }

    private Optional<Block> tagged(BlockTag tag) {
        return switch (tag) {
            case LATEST -> chain.block(headNumber());
            case SAFE -> chain.block(Math.min(safe, headNumber()));
            case FINALIZED -> chain.block(Math.min(finalized, headNumber()));
        };
    }

    private Block existing(long number) {
        return chain.block(number)
                .filter(block -> number <= headNumber())
                .orElseThrow(() -> new UnknownBlockException("no block " + number + ", the head is " + headNumber()));
    }

    private Optional<Block> known(Hash hash) {
        return chain.block(hash).filter(block -> block.header().number() <= headNumber());
    }

    private long headNumber() {
        return Math.min(head, chain.head().number());
    }
}
