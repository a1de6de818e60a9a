/** Reads the index at one block, and says how fresh that block is. */
package dev.morlens.position.head;
