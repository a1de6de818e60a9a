package dev.morlens.chain.rpc.json;

import java.util.List;

/** A log as JSON-RPC has it; web3j's own type lacks the block's time. Any field may be missing or wrong. */
public record LogJson(
        String address,
        String blockNumber,
        String blockHash,
        String blockTimestamp,
        String transactionHash,
        String transactionIndex,
        String logIndex,
        List<String> topics,
        String data,
        boolean removed) {}
