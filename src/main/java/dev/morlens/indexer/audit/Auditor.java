package dev.morlens.indexer.audit;

import dev.morlens.chain.CallPurpose;
import dev.morlens.chain.CallTally;
import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.protocol.view.ViewFailedException;
import dev.morlens.store.check.AuditResult;
import dev.morlens.store.check.AuditStore;
import dev.morlens.store.check.AuditedFigures;
import dev.morlens.store.check.AuditedFiguresReader;
import dev.morlens.store.db.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Audits addresses within a budget of calls, beside the following of the head and never two passes at once: first those that
 * blocks touched, then the next ones of a slow walk over everything in the Diamond. A difference that is found twice is kept,
 * counted and logged; it never edits a number.
 */
public final class Auditor {

    private static final Logger LOG = Logger.getLogger(Auditor.class);

    /** Of a pass, left to the walk however many addresses are touched. */
    private static final int WALKS_SHARE = 4;

    /** Their claims are read at once. */
    private static final int MOST_ADDRESSES = 2_000;

    /** What would take ten minutes by itself waits for the walk: others that were touched would wait for it. */
    private static final int MOST_PASSES = 60;

    /** Addresses that differed are looked at again after so many passes, so that they recover soon. */
    private static final int PASSES_UNTIL_AGAIN = 6;

    private static final int DIFFERING_AGAIN = 10;

    private final String network;
    private final AuditStore store;
    private final ChainComparison chain;
    private final AuditQueue queue;
    private final AuditBudget budget;
    private final AuditWalk walk;
    private final Duration interval;
    private final AuditReporter news;
    private final Executor beside;
    private final IntervalTimer pass = new IntervalTimer();
    private final AtomicBoolean running = new AtomicBoolean();
    private final MismatchConfirmation opinions;
    private int passes;

    /**
     * @param interval how often a pass begins at most
     * @param beside runs a pass; in another thread, or at once in a test
     */
    public Auditor(
            String network,
            AuditStore store,
            ChainComparison chain,
            AuditQueue queue,
            AuditBudget budget,
            AuditWalk walk,
            Duration interval,
            AuditReporter news,
            Executor beside) {
        this.network = network;
        this.store = store;
        this.chain = chain;
        this.queue = queue;
        this.budget = budget;
        this.walk = walk;
        this.interval = interval;
        this.news = news;
        this.opinions = new MismatchConfirmation(queue, news);
        this.beside = beside;
    }

    public void touched(Collection<Address> addresses) {
        queue.add(addresses);
    }

    /** Begins a pass, unless one is under way or it is too early for one. */
    public void start() {
        if (pass.isNow() && budget.left() > 0 && running.compareAndSet(false, true)) {
            beside.execute(() -> {
                try {
                    CallPurpose.AUDITS.run(this::pass);
                } finally {
                    running.set(false);
                }
            });
        }
    }

    private void pass() {
        pass.after(interval);
        CallTally spent = new CallTally();
        try {
            spent.during(() -> audit(budget.left(), spent));
        } catch (NodeException | StoreUnavailableException e) {
            LOG.infof("%s: the audit goes on later: %s", network, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s: the audit failed and goes on later", network);
        } finally {
            budget.spent(spent.calls());
            news.calls(spent.calls());
        }
    }

    private void audit(long calls, CallTally spent) {
        if (passes == 0) {
            queue.add(store.leftOver(MOST_ADDRESSES));
            news.counts(store.summary());
        }
        if (passes++ % PASSES_UNTIL_AGAIN == 0) {
            queue.add(store.differing(DIFFERING_AGAIN));
        }
        boolean audited = auditTouched(walk.isDue() ? calls - calls / WALKS_SHARE : calls);
        if (walk.isDue() && spent.calls() < calls) {
            audited |= walk(calls - spent.calls(), spent);
        }
        if (audited) {
            news.counts(store.summary().at(walk.pace()));
        }
    }

    /** What does not fit waits for the next pass. */
    private boolean auditTouched(long calls) {
        AuditCost cost = chain.cost();
        List<Address> addresses = queue.take(Math.min(MOST_ADDRESSES, cost.addresses(calls)));
        try {
            Optional<AuditedFiguresReader> read = addresses.isEmpty() ? Optional.empty() : store.claims(addresses);
            if (read.isEmpty()) {
                return false;
            }
            List<AuditedFigures> claims = read.get().claims().stream()
                    .filter(claim -> cost.calls(claim) <= MOST_PASSES * calls)
                    .toList();
            List<AuditedFigures> chosen = cost.fitting(claims, calls);
            queue.add(addresses(claims.subList(chosen.size(), claims.size())));
            return keep(new AuditedFiguresReader(read.get().block(), chosen));
        } catch (NodeException | StoreUnavailableException e) {
            queue.add(addresses);
            throw e;
        }
    }

    private static List<Address> addresses(List<AuditedFigures> claims) {
        return claims.stream().map(AuditedFigures::address).toList();
    }

    private boolean walk(long calls, CallTally spent) {
        AuditCost cost = chain.cost();
        List<Address> next = walk.next(Math.min(MOST_ADDRESSES, cost.addresses(calls)));
        Optional<AuditedFiguresReader> read = next.isEmpty() ? Optional.empty() : store.claims(next);
        if (read.isEmpty()) {
            return false;
        }
        List<AuditedFigures> chosen = cost.fitting(read.get().claims(), calls);
        long before = spent.calls();
        boolean kept = keep(new AuditedFiguresReader(read.get().block(), chosen));
        walk.walked(addresses(chosen), spent.calls() - before);
        return kept;
    }

    private boolean keep(AuditedFiguresReader claims) {
        List<AuditResult> audits =
                claims.claims().isEmpty() ? List.of() : opinions.certain(compared(claims), claims.block());
        if (audits.isEmpty()) {
            return false;
        }
        if (!store.keep(claims.block(), audits)) {
            LOG.infof("%s: audits of block %s are void: it was reorganised away", network, claims.block());
            queue.add(addresses(claims.claims()));
            return false;
        }
        audits.forEach(auditResult -> news.tell(auditResult, claims.block()));
        return true;
    }

    /** One address whose answers cannot be read must not keep the others from being audited. */
    private List<AuditResult> compared(AuditedFiguresReader claims) {
        try {
            return chain.compare(claims);
        } catch (ViewFailedException e) {
            List<AuditedFigures> all = claims.claims();
            if (all.size() == 1) {
                LOG.warnf("%s: %s stays unchecked: %s", network, all.getFirst().address(), e.getMessage());
                news.unreadable();
                return List.of();
            }
            List<AuditResult> audits = new ArrayList<>();
            for (AuditedFigures claim : all) {
                audits.addAll(compared(new AuditedFiguresReader(claims.block(), List.of(claim))));
            }
            return audits;
        }
    }
}
