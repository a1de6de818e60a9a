package dev.morlens.indexer;

import dev.morlens.chain.Node;
import dev.morlens.chain.budget.CallBudget;
import dev.morlens.chain.value.Address;
import dev.morlens.indexer.audit.AuditBudget;
import dev.morlens.indexer.audit.AuditMeters;
import dev.morlens.indexer.audit.AuditQueue;
import dev.morlens.indexer.audit.AuditReporter;
import dev.morlens.indexer.audit.AuditWalk;
import dev.morlens.indexer.audit.Auditor;
import dev.morlens.indexer.audit.ChainComparison;
import dev.morlens.indexer.audit.DailyAuditBudget;
import dev.morlens.indexer.audit.IntervalCallBudget;
import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.indexer.report.ProgressReporter;
import dev.morlens.protocol.Network;
import dev.morlens.store.write.LedgerStore;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;

/** Puts together what audits a network. */
public final class AuditorFactory {

    private AuditorFactory() {}

    public static Auditor auditor(
            Network network,
            Node node,
            CallBudget calls,
            IndexerConfig config,
            LedgerStore store,
            AuditMeters meters,
            ProgressReporter progressReporter,
            Executor beside) {
        // The Diamond's own buckets, and the counterpart of mints, are nobody's MOR.
        AuditQueue queue = new AuditQueue(Set.of(network.diamond(), Address.ZERO));
        ChainComparison chain = new ChainComparison(node, network);
        AuditReporter news = new AuditReporter(network.name(), meters, progressReporter::audits);
        Duration interval = config.audit().fullScanInterval();
        AuditBudget budget =
                new DailyAuditBudget(new IntervalCallBudget(config.auditCalls(), interval, System::nanoTime), calls);
        AuditWalk walk = new AuditWalk(store.audits(), config.audit().fullScanDuration(), budget);
        return new Auditor(network.name(), store.audits(), chain, queue, budget, walk, interval, news, beside);
    }
}
