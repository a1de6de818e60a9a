package dev.morlens.indexer.audit;

import dev.morlens.store.check.AuditResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts audits: {@code morlens.audits} by verdict, {@code morlens.audits.differing} addresses right now, and what they cost,
 * {@code morlens.audits.calls}.
 */
public final class AuditMeters {

    private final Counter agreed;
    private final Counter differed;
    private final Counter doubted;
    private final Counter unreadable;
    private final Counter calls;
    private final AtomicLong differing = new AtomicLong();

    public AuditMeters(String network, MeterRegistry registry) {
        this.agreed = counter(network, "agrees", registry);
        this.differed = counter(network, "differs", registry);
        this.doubted = counter(network, "doubted", registry);
        this.unreadable = counter(network, "unreadable", registry);
        this.calls = Counter.builder("morlens.audits.calls")
                .description("calls of the node that audits made, each member of a batch counted")
                .tag("network", network)
                .register(registry);
        Gauge.builder("morlens.audits.differing", differing, AtomicLong::doubleValue)
                .description("addresses whose newest audit differed")
                .tag("network", network)
                .strongReference(true)
                .register(registry);
    }

    void count(AuditResult auditResult) {
        (auditResult.agrees() ? agreed : differed).increment();
    }

    void doubted() {
        doubted.increment();
    }

    void calls(long made) {
        calls.increment(made);
    }

    void unreadable() {
        unreadable.increment();
    }

    void differing(long addresses) {
        differing.set(addresses);
    }

    private static Counter counter(String network, String verdict, MeterRegistry registry) {
        return Counter.builder("morlens.audits")
                .description("addresses compared with the chain")
                .tag("network", network)
                .tag("verdict", verdict)
                .register(registry);
    }
}
