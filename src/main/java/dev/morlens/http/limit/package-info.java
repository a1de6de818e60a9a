/** How much one client may ask of the server, and how long it may keep it waiting. */
package dev.morlens.http.limit;
