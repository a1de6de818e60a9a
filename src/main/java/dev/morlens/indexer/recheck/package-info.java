/** Asks about blocks again, and compares balances, to find logs that an endpoint left out. */
package dev.morlens.indexer.recheck;
