/** Sends JSON-RPC questions to one endpoint, alone or in batches, and matches the responses. */
package dev.morlens.chain.rpc.client;
