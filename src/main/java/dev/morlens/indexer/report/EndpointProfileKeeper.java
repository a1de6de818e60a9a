package dev.morlens.indexer.report;

import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.profile.ProfileSnapshot;
import dev.morlens.store.check.ProfileStore;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what was learnt of the endpoints over restarts, so that it is not learnt by refusals again. */
public final class EndpointProfileKeeper {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final ProfileStore store;
    private final Map<String, EndpointProfile> profiles;
    private final IntervalTimer next = new IntervalTimer();
    private Map<String, ProfileSnapshot> kept = Map.of();

    public EndpointProfileKeeper(ProfileStore store, Map<String, EndpointProfile> profiles) {
        this.store = store;
        this.profiles = Map.copyOf(profiles);
    }

    /** Takes over what an earlier process learnt; what this one has learnt itself is newer. */
    public void restore() {
        kept = store.load();
        kept.forEach((endpoint, known) -> {
            EndpointProfile profile = profiles.get(endpoint);
            if (profile != null && profile.isBlank()) {
                profile.restore(known);
            }
        });
    }

    /** Writes what changed, once a minute at most. */
    public void keepIfDue() {
        if (!next.isNow()) {
            return;
        }
        next.after(INTERVAL);
        Map<String, ProfileSnapshot> now = new TreeMap<>();
        profiles.forEach((endpoint, profile) -> now.put(endpoint, profile.snapshot()));
        if (!now.equals(kept)) {
            store.keep(now);
            kept = Map.copyOf(now);
        }
    }
}
