package dev.morlens.chain.rpc;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.HeadLook;
import dev.morlens.chain.Node;
import dev.morlens.chain.SimulatedCall;
import dev.morlens.chain.SimulationResult;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.error.UnknownBlockException;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.rpc.answer.RpcErrorClassifier;
import dev.morlens.chain.rpc.answer.RpcResponse;
import dev.morlens.chain.rpc.client.CombinedQuestions;
import dev.morlens.chain.rpc.client.RpcClient;
import dev.morlens.chain.rpc.json.HeaderJson;
import dev.morlens.chain.rpc.json.HeaderParser;
import dev.morlens.chain.rpc.json.JsonFields;
import dev.morlens.chain.rpc.json.JsonParams;
import dev.morlens.chain.rpc.json.RpcResponses;
import dev.morlens.chain.rpc.view.Simulator;
import dev.morlens.chain.rpc.view.SlotReader;
import dev.morlens.chain.rpc.view.ViewCalls;
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
    private final HeadLookRequest looks;
    private final SlotReader slots;

    JsonRpcNode(RpcClient client, EndpointProfile profile) {
        this.profile = profile;
        this.client = client;
        this.views = new ViewCalls(client, profile);
        this.simulator = new Simulator(client, profile);
        this.logs = new LogQueries(client, this, profile);
        this.looks = new HeadLookRequest(new CombinedQuestions(client, profile.batch()), logs);
        this.slots = new SlotReader(client, profile);
    }

    @Override
    public long chainId() {
        return JsonFields.quantity(
                "eth_chainId",
                client.ask(RpcResponses.Text.class, "eth_chainId", List.of()).orThrow());
    }

    @Override
    public Optional<BlockHeader> header(BlockTag tag) {
        RpcResponse<HeaderJson> rpcResponse =
                client.ask(RpcResponses.Header.class, BLOCK_BY_NUMBER, List.of(tag.json(), false));
        if (tag != BlockTag.LATEST && rpcResponse.failed() && RpcErrorClassifier.isRefusal(rpcResponse.error())) {
            profile.finalityTags().refused(rpcResponse.error().toString());
            return Optional.empty();
        }
        if (tag != BlockTag.LATEST && !rpcResponse.failed()) {
            profile.finalityTags().worked();
        }
        Optional<BlockHeader> header =
                Optional.ofNullable(rpcResponse.orThrow()).map(HeaderParser::read);
        header.ifPresent(logs::seen);
        return header;
    }

    @Override
    public List<BlockHeader> headers(List<Long> numbers) {
        List<List<?>> params = new ArrayList<>(numbers.size());
        numbers.forEach(number -> params.add(List.of(JsonParams.quantity(number), false)));
        List<RpcResponse<HeaderJson>> replies = client.askAll(RpcResponses.Header.class, BLOCK_BY_NUMBER, params);
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
        return HeaderParser.numbered(number, json);
    }

    @Override
    public Optional<BlockHeader> header(Hash blockHash) {
        HeaderJson json = client.ask(
                        RpcResponses.Header.class, "eth_getBlockByHash", List.of(blockHash.toString(), false))
                .orThrow();
        return Optional.ofNullable(json).map(found -> HeaderParser.hashed(blockHash, found));
    }

    @Override
    public List<RawLog> logs(BlockRange range, Set<Address> addresses) {
        return logs.in(range, addresses);
    }

    @Override
    public HeadLook look(HeadLook.LookQuestion lookQuestion) {
        return looks.look(lookQuestion);
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
    public List<CallResult> call(BlockId at, List<ViewCall> calls) {
        return views.call(at, calls);
    }

    @Override
    public CallResult callAs(Address from, BlockId at, ViewCall viewCall) {
        return views.callAs(from, at, viewCall);
    }

    @Override
    public List<SimulationResult> simulate(BlockId at, List<SimulatedCall> attempts) {
        return simulator.simulate(at, attempts);
    }

    @Override
    public Wei balance(BlockId at, Address account) {
        List<Object> params = List.of(account.toString(), JsonParams.block(at));
        String balance =
                client.ask(RpcResponses.Text.class, "eth_getBalance", params).orThrow(at);
        return Wei.fromWord(JsonFields.word("eth_getBalance", balance).bytes(), 0);
    }

    @Override
    public List<Hash> storage(BlockId at, Address contract, List<Hash> slots) {
        return this.slots.read(at, contract, slots);
    }

    @Override
    public byte[] code(BlockId at, Address account) {
        List<Object> params = List.of(account.toString(), JsonParams.block(at));
        return JsonFields.bytes(
                "eth_getCode",
                client.ask(RpcResponses.Text.class, "eth_getCode", params).orThrow(at));
    }
}
