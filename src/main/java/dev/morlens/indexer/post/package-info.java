/** Posts fetched blocks to the ledger, with the state and the views that it needs. */
package dev.morlens.indexer.post;
