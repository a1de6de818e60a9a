/** Settings of the indexer. */
package dev.morlens.indexer.config;
