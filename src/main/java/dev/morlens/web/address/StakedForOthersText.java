package dev.morlens.web.address;

import dev.morlens.diagnosis.facts.PlaceFacts;
import dev.morlens.diagnosis.facts.PlaceFacts.PoolSituation;
import dev.morlens.web.part.FigureTemplate;
import dev.morlens.web.part.MorText;
import java.util.Map;
import java.util.Optional;

/** What the page of a hot wallet says of MOR that is staked in its name and is not counted as its own. */
public enum StakedForOthersText {
    FUNDED(
            "Besides, {amount} MOR of others is in this wallet's pool. It is theirs and not counted here; no open session is"
                    + " staked from it."),
    STAKED(
            "Besides, {amount} MOR of others is in this wallet's pool, and {sessions} staked from it. It is theirs and not"
                    + " counted here."),
    STAKED_ONLY("Besides, {sessions} staked from this wallet's pool. That MOR is counted with those who funded it.");

    private final String sentence;

    StakedForOthersText(String sentence) {
        this.sentence = sentence;
    }

    /** The figures' names are in braces. */
    public String sentence() {
        return sentence;
    }

    /** @param stale whether the block is old */
    static Optional<String> words(PlaceFacts placeFacts, boolean stale) {
        PoolSituation poolSituation = placeFacts.pools();
        boolean funded = poolSituation.hosted().isPositive();
        if (stale || !funded && poolSituation.sessions() == 0) {
            return Optional.empty();
        }
        StakedForOthersText state = !funded ? STAKED_ONLY : poolSituation.sessions() == 0 ? FUNDED : STAKED;
        String sessions =
                poolSituation.sessions() == 1 ? "1 open session is" : poolSituation.sessions() + " open sessions are";
        return Optional.of(FigureTemplate.of(
                state.sentence,
                Map.of("amount", MorText.of(poolSituation.hosted()).text(), "sessions", sessions)));
    }
}
