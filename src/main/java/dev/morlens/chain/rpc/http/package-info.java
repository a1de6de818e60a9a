/** The HTTP transport of one endpoint: rate limits, response size limits and HTTP failures. */
package dev.morlens.chain.rpc.http;
