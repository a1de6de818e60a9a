/** Pages of sessions, transactions and the index status. */
package dev.morlens.web.session;
