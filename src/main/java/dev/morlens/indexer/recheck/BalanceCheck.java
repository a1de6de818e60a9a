package dev.morlens.indexer.recheck;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.ViewFailedException;
import dev.morlens.store.feed.IndexStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Holds the accounts against the chain at the checkpoint: the Diamond's {@code balanceOf} is the sum of all buckets in
 * it, the token's {@code totalSupply} what was minted and not burnt, {@code getFeeBalance} the fees (docs/protocol.md,
 * P3 and P10). A log that a node left out shows here, and an outflow that was booked to the wrong one.
 */
public final class BalanceCheck {

    private static final Logger LOG = Logger.getLogger(BalanceCheck.class);

    private final DiamondReader chain;
    private final Network network;
    private final Hash diamondWord;
    private final Duration interval;
    private final IntervalTimer check;
    private IndexStatus.Completeness result = IndexStatus.Completeness.UNCHECKED;

    /** @param nanoTime as {@link System#nanoTime} */
    public BalanceCheck(DiamondReader chain, Network network, Duration interval, LongSupplier nanoTime) {
        this.chain = chain;
        this.network = network;
        byte[] word = new byte[Hash.BYTES];
        System.arraycopy(network.diamond().bytes(), 0, word, Hash.BYTES - Address.BYTES, Address.BYTES);
        this.diamondWord = Hash.of(word);
        this.interval = interval;
        this.check = new IntervalTimer(nanoTime);
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

    /** Blocks were taken in: where they moved one of the sums, these are compared at once. */
    void followed(List<RawLog> logs) {
        if (logs.stream().anyMatch(this::movesASum)) {
            check.atOnce();
        }
    }

    private boolean movesASum(RawLog log) {
        return log.address().equals(network.diamond())
                || log.topics().contains(diamondWord)
                || log.topics().contains(Hash.ZERO);
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
            Optional<String> difference = certain(new BlockId.Hashed(checkpoint.hash()), totals.get());
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
     * Whether these totals are the chain's at an older block. Where the contract was not yet whole nobody can tell:
     * what is missing is then looked for below as well.
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

    /**
     * A node may have a block's state ready later than the block, or tell the next one's: anvil 1.7.1 does where a
     * block comes while it answers about the newest one by its hash. What differs is asked once more.
     */
    private Optional<String> certain(BlockId at, Map<Bucket, Wei> totals) {
        return difference(at, totals).flatMap(once -> difference(at, totals));
    }

    /** In words, with all figures. */
    private Optional<String> difference(BlockId at, Map<Bucket, Wei> totals) {
        DiamondReader.Sums sums = chain.sums(at);
        Wei accounted = Wei.sum(totals.entrySet().stream()
                .filter(total -> total.getKey().inDiamond())
                .map(Map.Entry::getValue)
                .toList());
        Wei minted = totals.getOrDefault(Bucket.SUPPLY, Wei.ZERO).negate();
        Wei fees = totals.getOrDefault(Bucket.FEES, Wei.ZERO);
        if (sums.equals(new DiamondReader.Sums(accounted, minted, fees))) {
            return Optional.empty();
        }
        return Optional.of("the Diamond holds %s wei and our buckets say %s; the supply is %s and ours %s;"
                .concat(" the fee balance is %s and ours %s")
                .formatted(sums.held(), accounted, sums.supply(), minted, sums.fees(), fees));
    }
}
