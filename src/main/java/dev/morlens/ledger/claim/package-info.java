/** Finds the session for which a provider's claim was paid; see docs/claims.md. */
package dev.morlens.ledger.claim;
