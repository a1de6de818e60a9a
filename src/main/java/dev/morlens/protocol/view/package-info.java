/** Reads the state of the Diamond and the token at one block, in batches, through a node. Keeps nothing. */
package dev.morlens.protocol.view;
