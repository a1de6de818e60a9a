/** The protocol's events as types, in the order and with the meaning of {@code protocol.md}, "Events". */
package dev.morlens.protocol.event;
