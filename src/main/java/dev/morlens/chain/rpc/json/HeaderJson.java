package dev.morlens.chain.rpc.json;

/** What we read of a block as JSON-RPC has it. Any field may be missing or wrong. */
public record HeaderJson(String number, String hash, String parentHash, String timestamp, String logsBloom) {}
