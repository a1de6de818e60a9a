/** View calls, storage reads and simulations, many in one request. */
package dev.morlens.chain.rpc.view;
