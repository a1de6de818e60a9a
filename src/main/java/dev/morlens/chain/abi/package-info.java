/** ABI-encoded data as a bounded row of words, for every decoder. Depends on the values alone. */
package dev.morlens.chain.abi;
