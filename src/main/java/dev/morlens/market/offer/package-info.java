/** Models, bids and providers: read from the chain, cached, sorted and searched. */
package dev.morlens.market.offer;
