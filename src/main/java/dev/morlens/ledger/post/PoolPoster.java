package dev.morlens.ledger.post;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.ledger.entry.PoolEntry;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceDebited;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceHoldCreated;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceReleased;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceWithdrawQueued;
import dev.morlens.protocol.event.ProtocolEvent.AllowanceWithdrawn;
import dev.morlens.protocol.event.ProtocolEvent.PendingWithdrawalPaid;
import dev.morlens.protocol.event.ProtocolEvent.StakingAllowanceFunded;
import dev.morlens.protocol.event.ProtocolEvent.StakingAllowanceGranted;
import dev.morlens.protocol.event.ProtocolEvent.StakingAllowanceRevoked;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Posts delegated staking as entries of grants (docs/protocol.md, P39 and P40); their MOR moves by the flows of paying
 * in and out.
 */
final class PoolPoster {

    private final PostingsBuilder out;

    PoolPoster(PostingsBuilder out) {
        this.out = out;
    }

    void post(Posting at, ProtocolEvent event) {
        switch (event) {
            case StakingAllowanceGranted e ->
                out.pool(PoolEntry.at(at, e.funder(), e.hot()).terms(new PoolEntry.Terms(e.cap(), e.expiry(), false)));
            case StakingAllowanceRevoked e ->
                out.pool(PoolEntry.at(at, e.funder(), e.hot())
                        .terms(new PoolEntry.Terms(Wei.ZERO, Instant.EPOCH, true)));
            case StakingAllowanceFunded e ->
                out.pool(PoolEntry.at(at, e.funder(), e.hot())
                        .principal(e.amount())
                        .funded(e.amount()));
            case AllowanceDebited e ->
                out.pool(
                        PoolEntry.at(at, e.funder(), e.hot()).locked(e.amount()).session(e.sessionId()));
            case AllowanceHoldCreated e -> held(at, e);
            case AllowanceReleased e -> released(at, e);
            case AllowanceWithdrawn e ->
                out.pool(PoolEntry.at(at, e.funder(), e.hot())
                        .principal(e.amount().negate()));
            case AllowanceWithdrawQueued e ->
                out.pool(PoolEntry.at(at, e.funder(), e.hot())
                        .principal(e.amount().negate())
                        .pending(e.amount()));
            case PendingWithdrawalPaid e ->
                out.pool(
                        PoolEntry.at(at, e.funder(), e.hot()).pending(e.amount().negate()));
            default -> {}
        }
    }

    private void held(Posting at, AllowanceHoldCreated e) {
        out.books().dayBuckets(new Grant(e.funder(), e.hot())).merge(e.releaseAt(), e.amount(), Wei::plus);
        out.pool(PoolEntry.at(at, e.funder(), e.hot()).held(e.amount(), e.releaseAt()));
    }

    /** "Freed now", or a day bucket that matured: then its whole amount is released at once. */
    private void released(Posting at, AllowanceReleased e) {
        PoolEntry entry =
                PoolEntry.at(at, e.funder(), e.hot()).locked(e.amount().negate());
        Optional<Instant> matured =
                maturedBucket(e.funder(), e.hot(), e.amount(), at.block().time());
        if (matured.isPresent()) {
            out.books().dayBuckets(new Grant(e.funder(), e.hot())).remove(matured.get());
            entry = entry.held(e.amount().negate(), matured.get());
        }
        out.pool(entry);
    }

    private Optional<Instant> maturedBucket(Address funder, Address hot, Wei amount, Instant now) {
        NavigableMap<Instant, Wei> buckets = out.books().dayBuckets(new Grant(funder, hot));
        return buckets.headMap(now, true).entrySet().stream()
                .filter(bucket -> bucket.getValue().equals(amount))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
