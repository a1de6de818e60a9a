package dev.morlens.chain.rpc;

/** What we read of a block as JSON-RPC has it. Any field may be missing or wrong. */
record HeaderJson(String number, String hash, String parentHash, String timestamp, String logsBloom) {}
