/** Routes of one address. */
package dev.morlens.api.address;
