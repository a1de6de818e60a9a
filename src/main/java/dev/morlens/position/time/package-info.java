/** Resolves a time or a block number to a block. */
package dev.morlens.position.time;
