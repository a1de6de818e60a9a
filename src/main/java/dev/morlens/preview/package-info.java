/** What would happen: dry runs, what a close would return and hold, unsigned calls. Sends nothing, keeps no key. */
package dev.morlens.preview;
