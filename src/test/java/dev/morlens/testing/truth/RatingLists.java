package dev.morlens.testing.truth;

import dev.morlens.testing.chain.LocalChain;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rates by stake alone, and lets not everybody be chosen: of the local chain's model with most active bids the best one's
 * provider is denied though allowed, the last one's is in no list, all others are allowed. Comes after the chain.
 */
public final class RatingLists implements QuarkusTestResourceLifecycleManager {

    public static final List<Double> WEIGHTS = List.of(0.0, 0.0, 0.0, 0.0, 1.0);

    private static final Set<String> ALLOWED = new TreeSet<>();
    private static final Set<String> DENIED = new TreeSet<>();

    /** Whether the lists let somebody be chosen. */
    public static boolean allow(String provider) {
        return ALLOWED.contains(provider) && !DENIED.contains(provider);
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        Scores scores = new Scores(LocalChain.chain().ask("market", Map.of()), WEIGHTS);
        List<String> ranked = scores.models().stream()
                .map(scores::ranked)
                .max(Comparator.comparingInt(List::size))
                .orElseThrow();
        scores.models().forEach(model -> scores.ranked(model).forEach(bid -> ALLOWED.add(scores.providerOf(bid))));
        DENIED.add(scores.providerOf(ranked.getFirst()));
        ALLOWED.remove(scores.providerOf(ranked.getLast()));
        return Map.of(
                "morlens.rating.provider-allowlist", String.join(",", ALLOWED),
                "morlens.rating.provider-denylist", String.join(",", DENIED),
                "morlens.rating.weights.tps", "0",
                "morlens.rating.weights.ttft", "0",
                "morlens.rating.weights.duration", "0",
                "morlens.rating.weights.success", "0",
                "morlens.rating.weights.stake", "1");
    }

    @Override
    public void stop() {
        ALLOWED.clear();
        DENIED.clear();
    }
}
