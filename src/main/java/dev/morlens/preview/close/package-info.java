/** What closing a session would return and hold. */
package dev.morlens.preview.close;
