/** What an Ethereum node can fail with, as exceptions that say whether and where to ask again. */
package dev.morlens.chain.error;
