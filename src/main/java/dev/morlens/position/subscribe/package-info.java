/** Tells listeners when a position changes. */
package dev.morlens.position.subscribe;
