/**
 * Speaks JSON-RPC: endpoints with fail-over and back-off, headers, logs, batched view calls and storage reads at one
 * block. Knows nothing of Morpheus, and distrusts every answer.
 */
package dev.morlens.chain;
