/** Routes of sessions, close previews and quotes. */
package dev.morlens.api.session;
