/** What the ledger produces: flows, sessions, holds, grants and anomalies. */
package dev.morlens.ledger.entry;
