/** Follows the head of the chain, finds forks and marks final blocks. */
package dev.morlens.indexer.head;
