/** Pages of models, bids and providers. */
package dev.morlens.web.market;
