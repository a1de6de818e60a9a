/** The page of an address's actions. */
package dev.morlens.web.action;
