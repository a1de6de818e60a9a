/** Measures speed and memory: {@code ./morlens bench}. */
package dev.morlens.bench;
