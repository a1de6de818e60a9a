/** The page of an address and its lists. */
package dev.morlens.web.address;
