/** Parts that several pages share: amounts, times, ids, links and layout. */
package dev.morlens.web.part;
