/** Caches accounts and positions, and keeps them in step with the head. */
package dev.morlens.position.cache;
