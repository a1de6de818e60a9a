/** Movements of an address, as JSON and CSV. */
package dev.morlens.api.movement;
