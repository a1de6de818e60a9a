package dev.morlens.indexer;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Due;
import dev.morlens.chain.RefusedByNodeException;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Bucket;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.ViewFailedException;
import dev.morlens.store.IndexStatus;
import java.time.Duration;
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
    private final Duration interval;
    private final Due check = new Due();
    private IndexStatus.Completeness result = IndexStatus.Completeness.UNCHECKED;

    Completeness(DiamondReader chain, Network network, Duration interval) {
        this.chain = chain;
        this.network = network;
        this.interval = interval;
    }

    IndexStatus.Completeness result() {
        return result;
    }

    /** From now on nothing is known, until the next check; what differed does so until it is found to agree. */
    void reset() {
        unchecked();
        check.atOnce();
    }

    private void unchecked() {
        if (result != IndexStatus.Completeness.DIFFERS) {
            result = IndexStatus.Completeness.UNCHECKED;
        }
    }

    /**
     * Checks if the last time was long enough ago.
     *
     * @return whether it did, and found a difference
     */
    boolean checkIfDue(BlockRef checkpoint, Supplier<Map<Bucket, Wei>> totals) {
        if (!check.isNow()) {
            return false;
        }
        check.after(interval);
        try {
            Optional<String> difference = difference(new BlockId.Hashed(checkpoint.hash()), totals.get());
            difference.ifPresent(words -> LOG.errorf("%s: at block %s %s", network.name(), checkpoint, words));
            result = difference.isPresent() ? IndexStatus.Completeness.DIFFERS : IndexStatus.Completeness.AGREES;
        } catch (RefusedByNodeException | ViewFailedException e) {
            LOG.warnf("%s: completeness at block %s stays unchecked: %s", network.name(), checkpoint, e.getMessage());
            unchecked();
            return false;
        }
        return result == IndexStatus.Completeness.DIFFERS;
    }

    /**
     * Whether these totals are the chain's at an older block. Where the contract was not yet whole nobody can tell: what is
     * missing is then looked for below as well.
     *
     * @throws RefusedByNodeException if the node does not have its state any more
     */
    boolean agreesAt(long block, Map<Bucket, Wei> totals) {
        try {
            return difference(new BlockId.Numbered(block), totals).isEmpty();
        } catch (ViewFailedException e) {
            LOG.debugf("%s: no sums at block %d: %s", network.name(), block, e.getMessage());
            return false;
        }
    }

    /** In words, with all figures. */
    private Optional<String> difference(BlockId at, Map<Bucket, Wei> totals) {
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
            return Optional.empty();
        }
        return Optional.of("the Diamond holds %s wei and our buckets say %s; the supply is %s and ours %s;"
                .concat(" the fee balance is %s and ours %s")
                .formatted(held, accounted, supply, minted, feeBalance, fees));
    }
}
