/** What travels over every border: addresses, hashes, amounts and places on a chain. Depends on nothing of ours. */
package dev.morlens.chain.value;
