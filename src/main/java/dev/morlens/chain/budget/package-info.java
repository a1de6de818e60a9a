/** How many calls a network's nodes are asked in a day, and for what. */
package dev.morlens.chain.budget;
