package dev.morlens.chain.rpc;

import java.util.List;

/** What we read of the answer of {@code eth_simulateV1}. Any field may be missing or wrong. */
final class SimulatedJson {

    private SimulatedJson() {}

    /** One of the simulated blocks, with its time as a quantity. */
    record Block(String timestamp, List<Call> calls) {}

    /** @param returnData of a revert its data in some nodes, nothing in others, which have it in {@code error} */
    record Call(String status, String returnData, List<LogJson> logs, Failure error) {}

    /** Why a call failed. */
    record Failure(int code, String message, String data) {}
}
