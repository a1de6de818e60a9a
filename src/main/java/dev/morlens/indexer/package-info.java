/**
 * Fills the store from the chain: finds the start, backfills, follows the head, undoes reorganisations and tells how far
 * it is. Plain objects around one loop a network; only {@link dev.morlens.indexer.IndexerService} knows the container.
 */
package dev.morlens.indexer;
