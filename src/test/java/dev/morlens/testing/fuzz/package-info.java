/** Questions that nobody sane would ask, of every route that there is. */
package dev.morlens.testing.fuzz;
