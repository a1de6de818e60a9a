package dev.morlens.web.part;

import dev.morlens.ask.AsOf;
import dev.morlens.ledger.entry.Bucket;
import java.util.List;

/** What an answer from a node could not look at, in words. */
public final class IncompleteText {

    private IncompleteText() {}

    public static List<String> of(AsOf asOf) {
        return asOf.incomplete().stream().sorted().map(IncompleteText::words).toList();
    }

    private static String words(Bucket bucket) {
        return switch (bucket) {
            case ACTIVE_SESSION -> "open sessions, which were too many to look through just now";
            case ON_HOLD -> "what is on hold, of which there are too many rows to read just now";
            case MODEL_STAKE -> "stakes on models";
            case STAKING_POOL -> "what funds other wallets' sessions";
            case PROVIDER_DUE -> "what is owed to it as a provider";
            default -> bucket.json();
        };
    }
}
