/** Reports progress on the status board and in the log, and saves endpoint profiles. */
package dev.morlens.indexer.report;
