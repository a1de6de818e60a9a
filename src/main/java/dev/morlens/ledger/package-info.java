/**
 * Pure accounting: ordered events and the few facts they need become flows, sessions, holds and pool entries. No I/O,
 * no clock, no framework. The rules are those of docs/protocol.md; docs/architecture.md, "Which act makes which flow",
 * has the table of flows.
 */
package dev.morlens.ledger;
