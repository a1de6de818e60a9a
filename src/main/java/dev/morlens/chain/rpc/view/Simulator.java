package dev.morlens.chain.rpc.view;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.SimulatedCall;
import dev.morlens.chain.SimulationResult;
import dev.morlens.chain.SimulationResult.Emission;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.profile.Capability;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.rpc.answer.RevertData;
import dev.morlens.chain.rpc.answer.RpcError;
import dev.morlens.chain.rpc.answer.RpcErrorClassifier;
import dev.morlens.chain.rpc.answer.RpcResponse;
import dev.morlens.chain.rpc.client.RpcClient;
import dev.morlens.chain.rpc.json.JsonFields;
import dev.morlens.chain.rpc.json.JsonParams;
import dev.morlens.chain.rpc.json.LogParser;
import dev.morlens.chain.rpc.json.RpcResponses;
import dev.morlens.chain.rpc.json.SimulatedJson;
import dev.morlens.chain.rpc.json.SimulatedJson.BlockJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code eth_simulateV1}. An endpoint that refuses it as such, or tries in blocks of another time than asked for, is not asked
 * for it again for a while: whoever asks then tries the first call alone.
 */
public final class Simulator {

    private static final String METHOD = "eth_simulateV1";

    private final RpcClient client;
    private final Capability simulation;

    public Simulator(RpcClient client, EndpointProfile profile) {
        this.client = client;
        this.simulation = profile.simulation();
    }

    public List<SimulationResult> simulate(BlockId at, List<SimulatedCall> attempts) {
        if (!simulation.isToBeTried()) {
            throw new RefusedByNodeException(METHOD + ": the node does not have it");
        }
        List<BlockJson> blocks = replied(at, attempts);
        if (blocks == null || blocks.size() != attempts.size()) {
            throw JsonFields.wrong(METHOD, attempts.size() + " blocks", blocks == null ? "nothing" : blocks.size());
        }
        requireTimes(attempts, blocks);
        simulation.worked();
        return blocks.stream().map(Simulator::attempted).toList();
    }

    /** Where a node broke down over it, trying the first call alone is quicker than to ask again. */
    private List<BlockJson> replied(BlockId at, List<SimulatedCall> attempts) {
        RpcResponse<List<BlockJson>> rpcResponse =
                client.ask(RpcResponses.Simulation.class, METHOD, List.of(blocks(attempts), JsonParams.block(at)));
        boolean missing = rpcResponse.failed() && RpcErrorClassifier.isNoSimulation(rpcResponse.error());
        if (missing) {
            simulation.refused(rpcResponse.error().toString());
        }
        if (missing || rpcResponse.failed() && rpcResponse.error().isInternal()) {
            throw new RefusedByNodeException(METHOD + ": " + rpcResponse.error());
        }
        return rpcResponse.orThrow(at);
    }

    /** Locks and ends depend on the time of the block: tried at another one, a call says nothing. */
    private void requireTimes(List<SimulatedCall> attempts, List<BlockJson> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            long asked = attempts.get(i).at().getEpochSecond();
            String told = blocks.get(i) == null ? null : blocks.get(i).timestamp();
            if (told == null || JsonFields.quantity(METHOD + ".timestamp", told) != asked) {
                String why = "%s: expected a block of time %d, got %s".formatted(METHOD, asked, told);
                simulation.refused(why);
                throw new RefusedByNodeException(why);
            }
        }
    }

    /** A block for each, so that none has to do with the gas that others leave. */
    private static Map<String, Object> blocks(List<SimulatedCall> attempts) {
        List<Map<String, Object>> blocks = new ArrayList<>(attempts.size());
        attempts.forEach(simulatedCall -> blocks.add(Map.of(
                "blockOverrides",
                        Map.of("time", JsonParams.quantity(simulatedCall.at().getEpochSecond())),
                "calls", List.of(JsonParams.call(simulatedCall.from(), simulatedCall.call())))));
        return Map.of("blockStateCalls", blocks, "validation", false, "traceTransfers", false);
    }

    private static SimulationResult attempted(BlockJson blockJson) {
        if (blockJson == null || blockJson.calls() == null || blockJson.calls().size() != 1) {
            throw JsonFields.wrong(METHOD + ".calls", "one", blockJson == null ? "nothing" : blockJson.calls());
        }
        SimulatedJson.CallJson callJson = blockJson.calls().getFirst();
        boolean success = JsonFields.quantity(METHOD + ".status", callJson.status()) == 1;
        return new SimulationResult(
                new CallResult(success, success ? returned(callJson) : reverted(callJson)),
                success ? logs(callJson) : List.of());
    }

    private static byte[] returned(SimulatedJson.CallJson callJson) {
        return JsonFields.bytes(METHOD + ".returnData", callJson.returnData());
    }

    private static byte[] reverted(SimulatedJson.CallJson callJson) {
        if (callJson.error() == null || callJson.error().data() == null) {
            return returned(callJson);
        }
        return RevertData.of(new RpcError(
                callJson.error().code(),
                String.valueOf(callJson.error().message()),
                callJson.error().data()));
    }

    private static List<Emission> logs(SimulatedJson.CallJson callJson) {
        if (callJson.logs() == null) {
            throw JsonFields.wrong(METHOD + ".logs", "a list", "nothing");
        }
        return callJson.logs().stream()
                .map(log -> new Emission(
                        JsonFields.address("log.address", log.address()),
                        LogParser.topics(log.topics()),
                        JsonFields.bytes("log.data", log.data())))
                .toList();
    }
}
