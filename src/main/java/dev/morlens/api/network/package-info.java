/** Routes of a network: status, health, transactions and the protocol. */
package dev.morlens.api.network;
