/** What concerns everybody who uses a network: how the protocol fares, and what its market offers. */
package dev.morlens.market;
