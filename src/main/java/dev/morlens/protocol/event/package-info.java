/** The protocol's events as types, with the contracts' own meaning (docs/protocol.md, P4 and P7). */
package dev.morlens.protocol.event;
