/** The unsigned transactions that bring MOR back, and whether each would succeed. */
package dev.morlens.preview.action;
