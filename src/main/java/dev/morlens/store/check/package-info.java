/** Stores audits, rechecks and endpoint profiles. */
package dev.morlens.store.check;
