/** Totals and daily figures of the whole protocol. */
package dev.morlens.market.overview;
