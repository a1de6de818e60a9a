/** Posts ledger events as flows, sessions, holds and pool entries. */
package dev.morlens.ledger.post;
