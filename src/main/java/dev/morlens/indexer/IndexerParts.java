package dev.morlens.indexer;

import dev.morlens.indexer.audit.Auditor;
import dev.morlens.indexer.backfill.FinalBlockReader;
import dev.morlens.indexer.fetch.BlockFetcher;
import dev.morlens.indexer.head.FinalizedBlockTracker;
import dev.morlens.indexer.head.HeadFollower;
import dev.morlens.indexer.head.LookPace;
import dev.morlens.indexer.head.ReorganisationFinder;
import dev.morlens.indexer.post.BatchPoster;
import dev.morlens.indexer.rebuild.DerivationUpgrade;
import dev.morlens.indexer.recheck.CompletenessMonitor;
import dev.morlens.indexer.report.EndpointProfileKeeper;
import dev.morlens.indexer.report.ProgressReporter;
import dev.morlens.store.write.LedgerStore;

/** What one network's indexer works with. */
record IndexerParts(
        LedgerStore store,
        BlockFetcher fetcher,
        FinalBlockReader finalBlocks,
        BatchPoster batchPoster,
        ReorganisationFinder reorganisations,
        HeadFollower follower,
        LookPace pace,
        FinalizedBlockTracker finality,
        CompletenessMonitor completeness,
        Auditor auditor,
        DerivationUpgrade upgrade,
        EndpointProfileKeeper profiles,
        ProgressReporter reporter) {}
