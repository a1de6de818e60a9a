package dev.morlens.api.address;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.position.search.IdLookups.FoundById;
import dev.morlens.store.read.PastBalances;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an address had over time. */
public record HistoryView(AsOfView asOf, List<Point> points) {

    @Schema(description = "The last known block not later than an instant, and what the address had at it")
    public record Point(long blockNumber, Instant timestamp, Wei total, Buckets buckets) {

        static Point of(PastBalances at) {
            BlockRef block = at.block();
            Wei total = Wei.sum(Arrays.stream(Bucket.values())
                    .filter(Bucket::owned)
                    .map(at::balance)
                    .toList());
            return new Point(block.number(), block.time(), total, Buckets.of(at));
        }
    }

    public record Buckets(
            BucketsView.Amount wallet,
            BucketsView.Amount activeSessions,
            BucketsView.Amount onHold,
            BucketsView.Amount providerStake,
            BucketsView.Amount modelStake,
            BucketsView.Amount stakingPool,
            BucketsView.Amount providerDue) {

        static Buckets of(PastBalances at) {
            return new Buckets(
                    amount(at, Bucket.WALLET),
                    amount(at, Bucket.ACTIVE_SESSION),
                    amount(at, Bucket.ON_HOLD),
                    amount(at, Bucket.PROVIDER_STAKE),
                    amount(at, Bucket.MODEL_STAKE),
                    amount(at, Bucket.STAKING_POOL),
                    amount(at, Bucket.PROVIDER_DUE));
        }

        private static BucketsView.Amount amount(PastBalances at, Bucket bucket) {
            return new BucketsView.Amount(at.balance(bucket));
        }
    }

    static HistoryView of(FoundById<List<PastBalances>> foundById) {
        return new HistoryView(
                AsOfView.of(foundById.asOf()),
                foundById.value().stream().map(Point::of).toList());
    }
}
