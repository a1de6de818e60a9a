/** Morpheus as types: networks, events, arithmetic, the ABI and the views. Keeps no state. */
package dev.morlens.protocol;
