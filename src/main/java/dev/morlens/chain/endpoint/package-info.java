/**
 * Several endpoints as one reliable node: decorators of {@link dev.morlens.chain.Node}, stacked in {@link
 * dev.morlens.chain.endpoint.Nodes}.
 */
package dev.morlens.chain.endpoint;
