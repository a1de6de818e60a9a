package dev.morlens.chain.endpoint;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.HeadLook;
import dev.morlens.chain.Node;
import dev.morlens.chain.SimulatedCall;
import dev.morlens.chain.SimulationResult;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.profile.StateOverrides;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.chain.value.Wei;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Leads every question through one method, so that a decorator says only what it adds. */
abstract class DecoratedNode implements Node {

    /** @param asked of the node within */
    protected abstract <T> T ask(EndpointQuestion endpointQuestion, Function<Node, T> asked);

    @Override
    public long chainId() {
        return ask(EndpointQuestion.of("chainId"), Node::chainId);
    }

    @Override
    public Optional<BlockHeader> header(BlockTag tag) {
        return ask(EndpointQuestion.of("header"), node -> node.header(tag));
    }

    @Override
    public List<BlockHeader> headers(List<Long> numbers) {
        return ask(EndpointQuestion.of("headers"), node -> node.headers(numbers));
    }

    @Override
    public Optional<BlockHeader> header(Hash blockHash) {
        return ask(EndpointQuestion.of("headerByHash"), node -> node.header(blockHash));
    }

    @Override
    public List<RawLog> logs(BlockRange range, Set<Address> addresses) {
        return ask(EndpointQuestion.logs("logs", range.first()), node -> node.logs(range, addresses));
    }

    @Override
    public HeadLook look(HeadLook.LookQuestion lookQuestion) {
        return ask(EndpointQuestion.of("look"), node -> node.look(lookQuestion));
    }

    @Override
    public List<RawLog> logsSince(long first, Set<Address> addresses) {
        return ask(EndpointQuestion.of("logsSince"), node -> node.logsSince(first, addresses));
    }

    @Override
    public List<RawLog> logs(Hash blockHash, Set<Address> addresses) {
        return ask(EndpointQuestion.of("logsByHash"), node -> node.logs(blockHash, addresses));
    }

    @Override
    public List<CallResult> call(BlockId at, List<ViewCall> calls) {
        return ask(EndpointQuestion.of("call"), node -> node.call(at, calls));
    }

    @Override
    public CallResult callAs(Address from, BlockId at, ViewCall viewCall) {
        return ask(EndpointQuestion.of("callAs"), node -> node.callAs(from, at, viewCall));
    }

    @Override
    public List<SimulationResult> simulate(BlockId at, List<SimulatedCall> attempts) {
        return ask(EndpointQuestion.simulation("simulate"), node -> node.simulate(at, attempts));
    }

    @Override
    public Wei balance(BlockId at, Address account) {
        return ask(EndpointQuestion.of("balance"), node -> node.balance(at, account));
    }

    @Override
    public List<Hash> storage(BlockId at, Address contract, List<Hash> slots) {
        boolean many = slots.size() >= StateOverrides.LEAST_SLOTS;
        return ask(
                many ? EndpointQuestion.words("storage") : EndpointQuestion.of("storage"),
                node -> node.storage(at, contract, slots));
    }

    @Override
    public byte[] code(BlockId at, Address account) {
        return ask(EndpointQuestion.of("code"), node -> node.code(at, account));
    }
}
