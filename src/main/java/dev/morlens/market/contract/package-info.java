/** Addresses that are contracts, and the MOR that they keep. */
package dev.morlens.market.contract;
