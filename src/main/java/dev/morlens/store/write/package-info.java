/** The writing side: one batch and its checkpoint in one transaction, undo, and rebuilding. */
package dev.morlens.store.write;
