/** Reads long block ranges of logs in pieces whose size follows what the node accepts. */
package dev.morlens.chain.range;
