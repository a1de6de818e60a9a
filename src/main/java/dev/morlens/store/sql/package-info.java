/** The reading side, by SQL. */
package dev.morlens.store.sql;
