/** Indexes blocks that are already final, reading ahead and writing behind. */
package dev.morlens.indexer.backfill;
