/** Connections to PostgreSQL: pools, schemas, transactions and the writer's lease. */
package dev.morlens.store.db;
