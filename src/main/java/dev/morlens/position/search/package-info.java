/** Finds what a pasted text names. */
package dev.morlens.position.search;
