/** The read routes of a consumer node and of the network's status page, shape for shape (docs/drop-in.md). */
package dev.morlens.api.dropin;
