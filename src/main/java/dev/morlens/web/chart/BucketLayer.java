package dev.morlens.web.chart;

import dev.morlens.ledger.entry.Bucket;
import dev.morlens.store.read.PastBalances;
import java.util.Arrays;
import java.util.List;

/** A bucket as a layer of a chart. */
enum BucketLayer {
    WALLET(Bucket.WALLET, "wallet", "Wallet"),
    SESSIONS(Bucket.ACTIVE_SESSION, "active", "Sessions"),
    HOLD(Bucket.ON_HOLD, "locked", "On hold"),
    PROVIDER(Bucket.PROVIDER_STAKE, "stake", "Provider stake"),
    MODEL(Bucket.MODEL_STAKE, "model", "Model stake"),
    POOL(Bucket.STAKING_POOL, "pool", "Staking pool"),
    DUE(Bucket.PROVIDER_DUE, "due", "Owed as provider");

    private final Bucket bucket;
    private final String kind;
    private final String label;

    BucketLayer(Bucket bucket, String kind, String label) {
        this.bucket = bucket;
        this.kind = kind;
        this.label = label;
    }

    /** Those that were ever above 0. */
    static List<BucketLayer> in(List<PastBalances> points) {
        return Arrays.stream(values())
                .filter(one -> points.stream()
                        .anyMatch(point -> point.balance(one.bucket).isPositive()))
                .toList();
    }

    Bucket bucket() {
        return bucket;
    }

    String kind() {
        return kind;
    }

    String label() {
        return label;
    }
}
