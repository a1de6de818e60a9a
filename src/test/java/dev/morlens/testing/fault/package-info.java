/** Nodes and databases that fail to order. */
package dev.morlens.testing.fault;
