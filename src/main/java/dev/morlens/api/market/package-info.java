/** Routes of models, bids and providers. */
package dev.morlens.api.market;
