/** The funding account and what providers can still be paid. */
package dev.morlens.market.health;
