/** The reading side: interfaces and the values that they return. */
package dev.morlens.store.read;
