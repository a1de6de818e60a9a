/** The state that a batch is posted against: balances, sessions and hold arrays. */
package dev.morlens.ledger.book;
