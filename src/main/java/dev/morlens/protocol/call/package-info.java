/** Calls that others sign and send: calldata, receipts, and the rights that a sender needs. */
package dev.morlens.protocol.call;
