package dev.morlens.chain.rpc;

import dev.morlens.chain.Attempt;
import dev.morlens.chain.Attempted;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Call;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.HeadLook;
import dev.morlens.chain.Node;
import dev.morlens.chain.UnknownBlockException;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.chain.value.Wei;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One endpoint as a node: asks once, checks everything, retries nothing. Safe for many threads. */
final class JsonRpcNode implements Node {

    static final String BLOCK_BY_NUMBER = "eth_getBlockByNumber";

    private final RpcClient client;
    private final EndpointProfile profile;
    private final ViewCalls views;
    private final Simulator simulator;
    private final LogQueries logs;
    private final HeadLooks looks;
    private final SlotReader slots;

    JsonRpcNode(RpcClient client, EndpointProfile profile) {
        this.profile = profile;
        this.client = client;
        this.views = new ViewCalls(client, profile);
        this.simulator = new Simulator(client, profile);
        this.logs = new LogQueries(client, this, profile);
        this.looks = new HeadLooks(new Together(client, profile.batch()), logs);
        this.slots = new SlotReader(client, profile);
    }

    @Override
    public long chainId() {
        return Fields.quantity(
                "eth_chainId",
                client.ask(Answers.Text.class, "eth_chainId", List.of()).orThrow());
    }

    @Override
    public Optional<BlockHeader> header(BlockTag tag) {
        Reply<HeaderJson> reply = client.ask(Answers.Header.class, BLOCK_BY_NUMBER, List.of(tag.json(), false));
        if (tag != BlockTag.LATEST && reply.failed() && RpcErrors.isRefusal(reply.error())) {
            profile.finalityTags().refused(reply.error().toString());
            return Optional.empty();
        }
        if (tag != BlockTag.LATEST && !reply.failed()) {
            profile.finalityTags().worked();
        }
        Optional<BlockHeader> header = Optional.ofNullable(reply.orThrow()).map(HeaderReader::read);
        header.ifPresent(logs::seen);
        return header;
    }

    @Override
    public List<BlockHeader> headers(List<Long> numbers) {
        List<List<?>> params = new ArrayList<>(numbers.size());
        numbers.forEach(number -> params.add(List.of(Json.quantity(number), false)));
        List<Reply<HeaderJson>> replies = client.askAll(Answers.Header.class, BLOCK_BY_NUMBER, params);
        List<BlockHeader> headers = new ArrayList<>(numbers.size());
        for (int i = 0; i < replies.size(); i++) {
            BlockHeader header = existing(numbers.get(i), replies.get(i).orThrow());
            headers.add(header);
            logs.seen(header);
        }
        return headers;
    }

    private static BlockHeader existing(long number, HeaderJson json) {
        if (json == null) {
            throw new UnknownBlockException("expected block " + number + ", the node does not have it");
        }
        return HeaderReader.numbered(number, json);
    }

    @Override
    public Optional<BlockHeader> header(Hash blockHash) {
        HeaderJson json = client.ask(Answers.Header.class, "eth_getBlockByHash", List.of(blockHash.toString(), false))
                .orThrow();
        return Optional.ofNullable(json).map(found -> HeaderReader.hashed(blockHash, found));
    }

    @Override
    public List<RawLog> logs(BlockRange range, Set<Address> addresses) {
        return logs.in(range, addresses);
    }

    @Override
    public HeadLook look(HeadLook.Question question) {
        return looks.look(question);
    }

    @Override
    public List<RawLog> logsSince(long first, Set<Address> addresses) {
        return logs.since(first, addresses);
    }

    @Override
    public List<RawLog> logs(Hash blockHash, Set<Address> addresses) {
        return logs.of(blockHash, addresses);
    }

    @Override
    public List<CallResult> call(BlockId at, List<Call> calls) {
        return views.call(at, calls);
    }

    @Override
    public CallResult callAs(Address from, BlockId at, Call call) {
        return views.callAs(from, at, call);
    }

    @Override
    public List<Attempted> simulate(BlockId at, List<Attempt> attempts) {
        return simulator.simulate(at, attempts);
    }

    @Override
    public Wei balance(BlockId at, Address account) {
        List<Object> params = List.of(account.toString(), Json.block(at));
        String balance =
                client.ask(Answers.Text.class, "eth_getBalance", params).orThrow(at);
        return Wei.fromWord(Fields.word("eth_getBalance", balance).bytes(), 0);
    }

    @Override
    public List<Hash> storage(BlockId at, Address contract, List<Hash> slots) {
        return this.slots.read(at, contract, slots);
    }

    @Override
    public byte[] code(BlockId at, Address account) {
        List<Object> params = List.of(account.toString(), Json.block(at));
        return Fields.bytes(
                "eth_getCode",
                client.ask(Answers.Text.class, "eth_getCode", params).orThrow(at));
    }
}
