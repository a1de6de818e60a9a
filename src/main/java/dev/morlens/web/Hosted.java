package dev.morlens.web;

import dev.morlens.diagnosis.facts.Situation;
import dev.morlens.diagnosis.facts.Situation.Pools;
import java.util.Map;
import java.util.Optional;

/** What the page of a hot wallet says of MOR that is staked in its name and is not counted as its own. */
enum Hosted {
    FUNDED(
            "Besides, {amount} MOR of others is in this wallet's pool. It is theirs and not counted here; no open session is"
                    + " staked from it."),
    STAKED(
            "Besides, {amount} MOR of others is in this wallet's pool, and {sessions} staked from it. It is theirs and not"
                    + " counted here."),
    STAKED_ONLY("Besides, {sessions} staked from this wallet's pool. That MOR is counted with those who funded it.");

    private final String sentence;

    Hosted(String sentence) {
        this.sentence = sentence;
    }

    /** The figures' names are in braces. */
    String sentence() {
        return sentence;
    }

    /** @param stale whether the block is old */
    static Optional<String> words(Situation situation, boolean stale) {
        Pools pools = situation.pools();
        boolean funded = pools.hosted().isPositive();
        if (stale || !funded && pools.sessions() == 0) {
            return Optional.empty();
        }
        Hosted state = !funded ? STAKED_ONLY : pools.sessions() == 0 ? FUNDED : STAKED;
        String sessions = pools.sessions() == 1 ? "1 open session is" : pools.sessions() + " open sessions are";
        return Optional.of(Figured.of(
                state.sentence, Map.of("amount", Mor.of(pools.hosted()).text(), "sessions", sessions)));
    }
}
