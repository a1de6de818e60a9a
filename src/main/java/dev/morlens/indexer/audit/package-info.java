/** Compares indexed addresses with the chain, within a budget of calls. */
package dev.morlens.indexer.audit;
