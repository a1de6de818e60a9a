/**
 * JSON-RPC over HTTP by web3j: one endpoint as a {@link dev.morlens.chain.Node}. Every answer is checked; web3j's types
 * stop here.
 */
package dev.morlens.chain.rpc;
