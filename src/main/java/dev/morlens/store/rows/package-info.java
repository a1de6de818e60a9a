/** How rows and columns become our values, and the reverse. */
package dev.morlens.store.rows;
