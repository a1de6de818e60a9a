package dev.morlens.indexer;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.RefusedByNodeException;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Bucket;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.ViewFailedException;
import dev.morlens.store.IndexStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Holds the accounts against the chain at the checkpoint: the Diamond's {@code balanceOf} is the sum of all buckets in
 * it, the token's {@code totalSupply} what was minted and not burnt, {@code getFeeBalance} the fees (protocol.md, traps 1
 * and 11). A log that a node left out shows here, and an outflow that was booked to the wrong one.
 */
final class Completeness {

    private static final Logger LOG = Logger.getLogger(Completeness.class);

    private final DiamondReader chain;
    private final Network network;
    private final Clock clock;
    private final Duration interval;
    private IndexStatus.Completeness result = IndexStatus.Completeness.UNCHECKED;
    private Instant checked = Instant.MIN;

    Completeness(DiamondReader chain, Network network, Clock clock, Duration interval) {
        this.chain = chain;
        this.network = network;
        this.clock = clock;
        this.interval = interval;
    }

    IndexStatus.Completeness result() {
        return result;
    }

    /** From now on nothing is known, until the next check. */
    void reset() {
        result = IndexStatus.Completeness.UNCHECKED;
        checked = Instant.MIN;
    }

    /** Checks if the last time was long enough ago. */
    void checkIfDue(Supplier<Optional<BlockRef>> checkpoint, Supplier<Map<Bucket, Wei>> totals) {
        Instant now = clock.instant();
        if (now.isBefore(checked.plus(interval))) {
            return;
        }
        checked = now;
        checkpoint.get().ifPresent(at -> check(at, totals.get()));
    }

    private void check(BlockRef checkpoint, Map<Bucket, Wei> totals) {
        try {
            result = compare(checkpoint, totals);
        } catch (RefusedByNodeException | ViewFailedException e) {
            LOG.warnf("%s: completeness at block %s stays unchecked: %s", network.name(), checkpoint, e.getMessage());
            result = IndexStatus.Completeness.UNCHECKED;
        }
    }

    private IndexStatus.Completeness compare(BlockRef checkpoint, Map<Bucket, Wei> totals) {
        BlockId at = new BlockId.Hashed(checkpoint.hash());
        Wei held = chain.balance(at, network.diamond());
        Wei supply = chain.totalSupply(at);
        Wei accounted = Wei.sum(totals.entrySet().stream()
                .filter(total -> total.getKey().inDiamond())
                .map(Map.Entry::getValue)
                .toList());
        Wei minted = totals.getOrDefault(Bucket.SUPPLY, Wei.ZERO).negate();
        Wei fees = totals.getOrDefault(Bucket.FEES, Wei.ZERO);
        Wei feeBalance = chain.feeBalance(at);
        if (held.equals(accounted) && supply.equals(minted) && feeBalance.equals(fees)) {
            return IndexStatus.Completeness.AGREES;
        }
        LOG.errorf(
                "%s: at block %s the Diamond holds %s wei and our buckets say %s; the supply is %s and ours %s;"
                        + " the fee balance is %s and ours %s",
                network.name(), checkpoint, held, accounted, supply, minted, feeBalance, fees);
        return IndexStatus.Completeness.DIFFERS;
    }
}
