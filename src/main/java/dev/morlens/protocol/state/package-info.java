/** What the contracts' views return, as values. Names, tags and endpoints are hostile text: bounded here, never escaped. */
package dev.morlens.protocol.state;
