package dev.morlens.position.cache;

import dev.morlens.chain.value.BlockRef;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * The announced head of one network, and whether a landing is under way.
 *
 * <p>The rule that keeps answers to one block: a landing {@linkplain #begin begins}, removes or replaces every cached
 * entry that it touches, and {@linkplain #announce announces} its head. So an entry that was there after a head was
 * announced, and was read at no later head, holds at that head. What is loaded from the store may be cached only
 * {@linkplain #ifSettledAt while no landing is under way and the announced head is the block it was read at}; a load that
 * began before a landing cannot slip in behind it.
 *
 * <p>The same rule holds for {@linkplain #versions() versions}: a landing, having removed what it touches, gives it new ones,
 * then announces its head. So whoever asks for the head first, and then for the version, knows that this version holds at that head, unless
 * it is of a later one that is about to be announced.
 */
final class HeadSequencer {

    /** @param sequence counts announcements, since a reorganisation can make numbers fall */
    record Announced(BlockRef block, long sequence) {}

    private final VersionCounter versionCounter = new VersionCounter();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Announced announced;
    private boolean landing;

    Optional<Announced> announced() {
        return Optional.ofNullable(announced);
    }

    VersionCounter versions() {
        return versionCounter;
    }

    /** The number of the newest announcement; -1 before the first. */
    long sequence() {
        Announced now = announced;
        return now == null ? -1 : now.sequence();
    }

    /** Like {@link #begin}, unless something was announced after that sequence: then there is nothing to announce. */
    boolean beginAfter(long sequence) {
        turn.lock();
        synchronized (this) {
            if (sequence() != sequence) {
                turn.unlock();
                return false;
            }
            landing = true;
            return true;
        }
    }

    /** Makes one landing wait for another, then keeps loads from being cached until it is announced. */
    long begin() {
        turn.lock();
        synchronized (this) {
            landing = true;
            return announced == null ? 1 : announced.sequence() + 1;
        }
    }

    void announce(BlockRef head) {
        synchronized (this) {
            announced = new Announced(head, announced == null ? 1 : announced.sequence() + 1);
            landing = false;
        }
        turn.unlock();
    }

    /** Runs an act, such as caching, with the current sequence; or does not if something else landed meanwhile. */
    synchronized boolean ifSettledAt(BlockRef block, LongConsumer act) {
        if (landing) {
            return false;
        }
        if (announced == null) {
            announced = new Announced(block, 0);
        }
        if (!announced.block().equals(block)) {
            return false;
        }
        act.accept(announced.sequence());
        return true;
    }
}
