/** What the writing side publishes: index status, new heads and audit results. */
package dev.morlens.store.feed;
