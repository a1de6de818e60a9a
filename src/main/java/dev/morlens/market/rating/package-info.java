/** Rates bids as the consumer node does. */
package dev.morlens.market.rating;
