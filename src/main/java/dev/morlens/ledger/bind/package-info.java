/** Binds each event of a transaction to the token transfers that belong to it. */
package dev.morlens.ledger.bind;
