/** An index in memory for tests of the reading side: scenes that are acted out, and a store that can be down. */
package dev.morlens.testing.scene;
