/** Reads a position from a node where the index cannot tell it. */
package dev.morlens.position.live;
