/** Fetches logs and headers from endpoints and merges what they answer. */
package dev.morlens.indexer.fetch;
