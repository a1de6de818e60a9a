package dev.morlens.indexer;

import dev.morlens.chain.Due;
import dev.morlens.chain.NodeException;
import dev.morlens.chain.Purpose;
import dev.morlens.chain.value.Address;
import dev.morlens.protocol.view.ViewFailedException;
import dev.morlens.store.Audit;
import dev.morlens.store.AuditClaim;
import dev.morlens.store.AuditClaims;
import dev.morlens.store.AuditStore;
import dev.morlens.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Audits a bounded number of addresses a pass, beside the following of the head and never two passes at once: first those
 * that blocks touched, and now and then the next ones of a slow walk over everything in the Diamond. A difference that is
 * found twice is kept, counted and logged; it never edits a number.
 */
final class Auditor {

    private static final Logger LOG = Logger.getLogger(Auditor.class);

    /** An address without sessions and holds takes four calls. */
    private static final int LEAST_COST = 4;

    /** Addresses that differed are looked at again on each step of the walk, so that they recover soon. */
    private static final int DIFFERING_AGAIN = 10;

    private final String network;
    private final AuditStore store;
    private final ChainAudit chain;
    private final AuditQueue queue;
    private final IndexerConfig config;
    private final AuditNews news;
    private final Executor beside;
    private final Due pass = new Due();
    private final Due walk = new Due();
    private final AtomicBoolean running = new AtomicBoolean();
    private final SecondOpinion opinions;
    private boolean begun;
    private Optional<Address> walkedTo = Optional.empty();

    /**
     * @param beside runs a pass; in another thread, or at once in a test
     */
    Auditor(
            String network,
            AuditStore store,
            ChainAudit chain,
            AuditQueue queue,
            IndexerConfig config,
            AuditNews news,
            Executor beside) {
        this.network = network;
        this.store = store;
        this.chain = chain;
        this.queue = queue;
        this.config = config;
        this.news = news;
        this.opinions = new SecondOpinion(queue, news);
        this.beside = beside;
    }

    void touched(Collection<Address> addresses) {
        queue.add(addresses);
    }

    /** Begins a pass, unless one is under way or there is nothing to do. */
    void start() {
        if (config.auditCalls() > 0 && running.compareAndSet(false, true)) {
            beside.execute(() -> {
                try {
                    Purpose.AUDITS.run(this::pass);
                } finally {
                    running.set(false);
                }
            });
        }
    }

    private void pass() {
        if (!pass.isNow()) {
            return;
        }
        try {
            begin();
            boolean audited = auditTouched(queue.take(mostAddresses()));
            if (walk.isNow()) {
                walk.after(config.audit().fullScanInterval());
                queue.add(store.differing(DIFFERING_AGAIN));
                audited |= walk();
            }
            if (audited) {
                news.counts(store.summary());
            }
        } catch (NodeException | StoreUnavailableException e) {
            pass.after(config.audit().fullScanInterval());
            LOG.infof("%s: the audit goes on later: %s", network, e.getMessage());
        } catch (RuntimeException e) {
            pass.after(config.audit().fullScanInterval());
            LOG.errorf(e, "%s: the audit failed and goes on later", network);
        }
    }

    private void begin() {
        if (!begun) {
            queue.add(store.leftOver(mostAddresses()));
            news.counts(store.summary());
            begun = true;
        }
    }

    private int mostAddresses() {
        return Math.max(1, config.auditCalls() / LEAST_COST);
    }

    /** What exceeds this pass waits for the next; what exceeds every pass waits for the walk. */
    private boolean auditTouched(List<Address> addresses) {
        try {
            Optional<AuditClaims> claims = addresses.isEmpty() ? Optional.empty() : store.claims(addresses);
            return claims.isPresent() && keep(fitting(claims.get()));
        } catch (NodeException | StoreUnavailableException e) {
            queue.add(addresses);
            throw e;
        }
    }

    private AuditClaims fitting(AuditClaims claims) {
        List<AuditClaim> chosen = new ArrayList<>();
        List<Address> left = new ArrayList<>();
        int cost = 0;
        for (AuditClaim claim : claims.claims()) {
            if (cost + claim.cost() <= config.auditCalls()) {
                chosen.add(claim);
                cost += claim.cost();
            } else if (claim.cost() <= config.auditCalls()) {
                left.add(claim.address());
            }
        }
        queue.add(left);
        return new AuditClaims(claims.block(), chosen);
    }

    /** The next addresses, as many as fit, but one at least. */
    private boolean walk() {
        List<Address> next = store.holdersAfter(walkedTo, mostAddresses());
        Optional<AuditClaims> claims = next.isEmpty() ? Optional.empty() : store.claims(next);
        if (claims.isEmpty()) {
            walkedTo = Optional.empty();
            return false;
        }
        int cost = 0;
        List<AuditClaim> chosen = new ArrayList<>();
        for (AuditClaim claim : claims.get().claims()) {
            cost += claim.cost();
            if (!chosen.isEmpty() && cost > config.auditCalls()) {
                break;
            }
            chosen.add(claim);
        }
        walkedTo = Optional.of(chosen.getLast().address());
        return keep(new AuditClaims(claims.get().block(), chosen));
    }

    private boolean keep(AuditClaims claims) {
        List<Audit> audits = claims.claims().isEmpty() ? List.of() : opinions.certain(compared(claims), claims.block());
        if (audits.isEmpty()) {
            return false;
        }
        if (!store.keep(claims.block(), audits)) {
            LOG.infof("%s: audits of block %s are void: it was reorganised away", network, claims.block());
            queue.add(claims.claims().stream().map(AuditClaim::address).toList());
            return false;
        }
        audits.forEach(audit -> news.tell(audit, claims.block()));
        return true;
    }

    /** One address whose answers cannot be read must not keep the others from being audited. */
    private List<Audit> compared(AuditClaims claims) {
        try {
            return chain.compare(claims);
        } catch (ViewFailedException e) {
            List<AuditClaim> all = claims.claims();
            if (all.size() == 1) {
                LOG.warnf("%s: %s stays unchecked: %s", network, all.getFirst().address(), e.getMessage());
                news.unreadable();
                return List.of();
            }
            List<Audit> audits = new ArrayList<>();
            for (AuditClaim claim : all) {
                audits.addAll(compared(new AuditClaims(claims.block(), List.of(claim))));
            }
            return audits;
        }
    }
}
