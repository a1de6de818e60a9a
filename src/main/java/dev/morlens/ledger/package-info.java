/**
 * Pure accounting: ordered events and the few facts they need become flows, sessions, holds and pool entries. No I/O, no
 * clock, no framework. The rules are those of {@code protocol.md}; {@code design.md}, "Raw logs are the truth we keep,
 * flows are the accounts", has the table of flows.
 */
package dev.morlens.ledger;
