/** Parses the JSON of headers, logs and simulations, and checks every field. */
package dev.morlens.chain.rpc.json;
