/** PostgreSQL: writes one batch with its checkpoint in one transaction, reads, tells what changed. */
package dev.morlens.store;
