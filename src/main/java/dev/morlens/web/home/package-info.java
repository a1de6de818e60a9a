/** The home page, search, the protocol page and error pages. */
package dev.morlens.web.home;
