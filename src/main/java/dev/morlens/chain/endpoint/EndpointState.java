package dev.morlens.chain.endpoint;

import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.EndpointQuestion.Need;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.TemporaryNodeException.Trouble;
import dev.morlens.chain.profile.EndpointProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/** An endpoint, what is known of it, and whether it may be asked now. */
final class EndpointState {

    /** It answers nothing at the moment: whoever asks first finds out when it does again. */
    private static final Duration SILENT_REST = Duration.ofSeconds(1);

    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    /** Payment, keys and quotas are seen to by people, or come back with the next hour or day. */
    private static final Duration FIRST_REST_WITHOUT_ACCESS = Duration.ofMinutes(1);

    private static final Duration LONGEST_REST_WITHOUT_ACCESS = Duration.ofMinutes(15);

    /** In a row, before questions that are no mere sign of life are spared it. */
    private static final int KNOWN_SILENT = 3;

    private static final int MOST_DOUBLINGS = 10;
    private static final int LONGEST_REASON = 200;

    private final String host;
    private final Node node;
    private final EndpointProfile profile;
    private final IntervalTimer preference;
    private final RecoveryProbe recoveryProbe;

    private boolean behind;
    private int failures;
    private Trouble trouble;
    private Instant lastSuccess;
    private String lastFailure;

    /** @param nanoTime as {@link System#nanoTime} */
    EndpointState(String host, Node node, EndpointProfile profile, LongSupplier nanoTime) {
        this.host = host;
        this.node = node;
        this.profile = profile;
        this.preference = new IntervalTimer(nanoTime);
        this.recoveryProbe = new RecoveryProbe(this::answers);
    }

    String host() {
        return host;
    }

    Node node() {
        return node;
    }

    EndpointProfile profile() {
        return profile;
    }

    /** Whether it is known not to have what a question is best answered with. */
    boolean lacks(Need need) {
        return switch (need) {
            case SIMULATION -> profile.simulation().isMissing();
            case FINALITY -> profile.finalityTags().isMissing();
            case WORDS -> profile.overrides().isMissing();
            case ANYTHING -> false;
        };
    }

    /** How long it still rests before it may be preferred again; zero while it is well. */
    Duration rest() {
        return preference.left();
    }

    /** Whether it wants to be left alone for now: another question would only be refused as well. */
    synchronized boolean isBarred() {
        boolean refuses = trouble == Trouble.NO_ACCESS || trouble == Trouble.BUSY;
        return refuses && !rest().isZero();
    }

    /**
     * Whether several questions in a row went unanswered: what matters then is only whether it lives. Where it is time to find
     * out, that is asked first, so that this may take a moment.
     */
    boolean isKnownSilent() {
        return hasFallenSilent() && !(rest().isZero() && recoveryProbe.comes());
    }

    private synchronized boolean hasFallenSilent() {
        boolean silent = trouble == Trouble.SILENT || trouble == Trouble.BROKEN;
        return silent && failures >= KNOWN_SILENT;
    }

    private boolean answers() {
        try {
            node.chainId();
            succeeded();
            return true;
        } catch (NodeException e) {
            failed(e);
            return false;
        }
    }

    /** Whether its head was found behind another endpoint's when they were last compared. */
    synchronized boolean isBehind() {
        return behind;
    }

    synchronized void behind(boolean found) {
        behind = found;
    }

    synchronized void succeeded() {
        failures = 0;
        trouble = null;
        preference.atOnce();
        lastSuccess = Instant.now();
    }

    synchronized void failed(NodeException why) {
        String reason = String.valueOf(why.getMessage());
        lastFailure = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
        boolean sameTrouble = trouble == troubleOf(why);
        if (sameTrouble && isBarred()) {
            // It was asked before it wanted to be left alone, as were others at the same time.
            return;
        }
        trouble = troubleOf(why);
        failures = sameTrouble || failures == 0 ? failures : 0;
        preference.after(restAfter(why));
        failures++;
    }

    private static Trouble troubleOf(NodeException why) {
        return why instanceof TemporaryNodeException temporary ? temporary.trouble() : Trouble.FAULT;
    }

    private Duration restAfter(NodeException why) {
        Optional<Duration> wanted =
                why instanceof TemporaryNodeException temporary ? temporary.retryAfter() : Optional.empty();
        return switch (trouble) {
            case SILENT, BROKEN -> SILENT_REST;
            case FAULT -> doubled(FIRST_REST, LONGEST_REST);
            case BUSY -> wanted.map(EndpointState::bounded).orElseGet(() -> doubled(FIRST_REST, LONGEST_REST));
            case NO_ACCESS ->
                wanted.map(EndpointState::bounded)
                        .orElseGet(() -> doubled(FIRST_REST_WITHOUT_ACCESS, LONGEST_REST_WITHOUT_ACCESS));
        };
    }

    /** What an endpoint wants is not followed for hours. */
    private static Duration bounded(Duration wanted) {
        return wanted.compareTo(LONGEST_REST_WITHOUT_ACCESS) < 0 ? wanted : LONGEST_REST_WITHOUT_ACCESS;
    }

    private Duration doubled(Duration first, Duration longest) {
        Duration rest = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return rest.compareTo(longest) < 0 ? rest : longest;
    }

    synchronized EndpointHealth health() {
        return new EndpointHealth(
                host,
                failures > 0 || lastSuccess != null,
                failures == 0 && lastSuccess != null,
                failures,
                Optional.ofNullable(lastSuccess),
                Optional.ofNullable(lastFailure),
                isBarred() ? Optional.of(rest()) : Optional.empty(),
                profile.head().newest(),
                profile.head().standingStillSince(),
                behind,
                profile.snapshot());
    }
}
