/** JSON-RPC results and errors: one response, and what each provider's error means. */
package dev.morlens.chain.rpc.answer;
