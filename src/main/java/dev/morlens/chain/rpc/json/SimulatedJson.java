package dev.morlens.chain.rpc.json;

import java.util.List;

/** What we read of the answer of {@code eth_simulateV1}. Any field may be missing or wrong. */
public final class SimulatedJson {

    private SimulatedJson() {}

    /** One of the simulated blocks, with its time as a quantity. */
    public record BlockJson(String timestamp, List<CallJson> calls) {}

    /** @param returnData of a revert its data in some nodes, nothing in others, which have it in {@code error} */
    public record CallJson(String status, String returnData, List<LogJson> logs, CallFailureJson error) {}

    /** Why a call failed. */
    public record CallFailureJson(int code, String message, String data) {}
}
