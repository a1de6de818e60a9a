/** Derives the accounts again from the stored logs. */
package dev.morlens.indexer.rebuild;
