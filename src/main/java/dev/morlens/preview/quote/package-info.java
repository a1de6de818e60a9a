/** What opening a session would cost, and what would come back when. */
package dev.morlens.preview.quote;
