/**
 * The only place that encodes and decodes: logs into events, calls into call data, returned data into values. Refuses
 * what is not exactly as the contract writes it, and leaks no web3j type.
 */
package dev.morlens.protocol.abi;
