/** A PostgreSQL of our own, for when no other is configured: its programs, data directory and process. */
package dev.morlens.store.embedded;
