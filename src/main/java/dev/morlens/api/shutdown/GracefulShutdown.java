package dev.morlens.api.shutdown;

import dev.morlens.http.limit.ConnectionTimeouts;
import dev.morlens.position.subscribe.PositionSubscriptions;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * What the framework leaves to us when the process is told to end: it turns readiness red, waits for the delay, then for
 * the requests in flight, and listeners to events would be in flight for ever.
 */
@ApplicationScoped
class GracefulShutdown {

    private static final Logger LOG = Logger.getLogger(GracefulShutdown.class);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Of the time for answers: what is not answered by then must not keep listeners from a proper end. */
    private static final int TENTHS_FOR_OTHERS = 9;

    private static final int TOO_LATE = 1;

    private final ShutdownSettings settings;
    private final ConnectionTimeouts connectionTimeouts;
    private final PositionSubscriptions positionSubscriptions;

    @Inject
    GracefulShutdown(
            ShutdownSettings settings,
            ConnectionTimeouts connectionTimeouts,
            PositionSubscriptions positionSubscriptions) {
        this.settings = settings;
        this.connectionTimeouts = connectionTimeouts;
        this.positionSubscriptions = positionSubscriptions;
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        LOG.infof(
                "ending: not ready any more, answering for another %s, gone within %s",
                settings.delay(), settings.within());
        Thread.ofVirtual().name("end-of-listeners").start(this::endListeners);
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Thread.ofPlatform().name("end-of-process").daemon().start(this::endProcess);
        }
    }

    /** Last, since they are told to come again, and then look elsewhere. */
    private void endListeners() {
        Duration others = ShutdownTimes.forAnswers(settings.delay(), settings.within())
                .multipliedBy(TENTHS_FOR_OTHERS)
                .dividedBy(10);
        long deadline = System.nanoTime() + settings.delay().plus(others).toNanos();
        try {
            Thread.sleep(settings.delay());
            while (connectionTimeouts.inFlight() > positionSubscriptions.listeners() && System.nanoTime() < deadline) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        positionSubscriptions.end();
    }

    /** As a kill would, which loses nothing: the database recovers, or goes on until the next process takes it over. */
    private void endProcess() {
        try {
            Thread.sleep(settings.within());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.errorf("not everything has ended within %s: leaving it", settings.within());
        Runtime.getRuntime().halt(TOO_LATE);
    }
}
