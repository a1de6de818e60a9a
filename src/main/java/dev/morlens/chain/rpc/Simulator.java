package dev.morlens.chain.rpc;

import dev.morlens.chain.Attempt;
import dev.morlens.chain.Attempted;
import dev.morlens.chain.Attempted.Emission;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.RefusedByNodeException;
import dev.morlens.chain.profile.Capability;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.rpc.SimulatedJson.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code eth_simulateV1}. An endpoint that refuses it as such, or tries in blocks of another time than asked for, is not asked
 * for it again for a while: whoever asks then tries the first call alone.
 */
final class Simulator {

    private static final String METHOD = "eth_simulateV1";

    private final RpcClient client;
    private final Capability simulation;

    Simulator(RpcClient client, EndpointProfile profile) {
        this.client = client;
        this.simulation = profile.simulation();
    }

    List<Attempted> simulate(BlockId at, List<Attempt> attempts) {
        if (!simulation.isToBeTried()) {
            throw new RefusedByNodeException(METHOD + ": the node does not have it");
        }
        List<Block> blocks = replied(at, attempts);
        if (blocks == null || blocks.size() != attempts.size()) {
            throw Fields.wrong(METHOD, attempts.size() + " blocks", blocks == null ? "nothing" : blocks.size());
        }
        requireTimes(attempts, blocks);
        simulation.worked();
        return blocks.stream().map(Simulator::attempted).toList();
    }

    /** Where a node broke down over it, trying the first call alone is quicker than to ask again. */
    private List<Block> replied(BlockId at, List<Attempt> attempts) {
        Reply<List<Block>> reply =
                client.ask(Answers.Simulation.class, METHOD, List.of(blocks(attempts), Json.block(at)));
        boolean missing = reply.failed() && RpcErrors.isNoSimulation(reply.error());
        if (missing) {
            simulation.refused(reply.error().toString());
        }
        if (missing || reply.failed() && reply.error().isInternal()) {
            throw new RefusedByNodeException(METHOD + ": " + reply.error());
        }
        return reply.orThrow(at);
    }

    /** Locks and ends depend on the time of the block: tried at another one, a call says nothing. */
    private void requireTimes(List<Attempt> attempts, List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            long asked = attempts.get(i).at().getEpochSecond();
            String told = blocks.get(i) == null ? null : blocks.get(i).timestamp();
            if (told == null || Fields.quantity(METHOD + ".timestamp", told) != asked) {
                String why = "%s: expected a block of time %d, got %s".formatted(METHOD, asked, told);
                simulation.refused(why);
                throw new RefusedByNodeException(why);
            }
        }
    }

    /** A block for each, so that none has to do with the gas that others leave. */
    private static Map<String, Object> blocks(List<Attempt> attempts) {
        List<Map<String, Object>> blocks = new ArrayList<>(attempts.size());
        attempts.forEach(attempt -> blocks.add(Map.of(
                "blockOverrides", Map.of("time", Json.quantity(attempt.at().getEpochSecond())),
                "calls", List.of(Json.call(attempt.from(), attempt.call())))));
        return Map.of("blockStateCalls", blocks, "validation", false, "traceTransfers", false);
    }

    private static Attempted attempted(Block block) {
        if (block == null || block.calls() == null || block.calls().size() != 1) {
            throw Fields.wrong(METHOD + ".calls", "one", block == null ? "nothing" : block.calls());
        }
        SimulatedJson.Call call = block.calls().getFirst();
        boolean success = Fields.quantity(METHOD + ".status", call.status()) == 1;
        return new Attempted(
                new CallResult(success, success ? returned(call) : reverted(call)), success ? logs(call) : List.of());
    }

    private static byte[] returned(SimulatedJson.Call call) {
        return Fields.bytes(METHOD + ".returnData", call.returnData());
    }

    private static byte[] reverted(SimulatedJson.Call call) {
        if (call.error() == null || call.error().data() == null) {
            return returned(call);
        }
        return RevertData.of(new RpcError(
                call.error().code(),
                String.valueOf(call.error().message()),
                call.error().data()));
    }

    private static List<Emission> logs(SimulatedJson.Call call) {
        if (call.logs() == null) {
            throw Fields.wrong(METHOD + ".logs", "a list", "nothing");
        }
        return call.logs().stream()
                .map(log -> new Emission(
                        Fields.address("log.address", log.address()),
                        LogReader.topics(log.topics()),
                        Fields.bytes("log.data", log.data())))
                .toList();
    }
}
