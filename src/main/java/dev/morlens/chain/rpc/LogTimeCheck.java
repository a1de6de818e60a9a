package dev.morlens.chain.rpc;

import dev.morlens.chain.profile.Capability;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether the times that an endpoint's logs give for their blocks are to be believed. Some nodes write 0 or milliseconds
 * there: a time that contradicts a header has the field of that endpoint ignored from then on. Safe for many threads.
 */
final class LogTimeCheck {

    /** Headers are compared for nothing where they were read anyway, as they are at the head. */
    private static final int HEADERS_KEPT = 512;

    /** The first answers are held against headers, and then some. */
    private static final int ALWAYS_COMPARED = 3;

    private static final int COMPARED_EACH = 50;

    /** A clock that is wrong by more than that is noticed elsewhere. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final Capability believed;
    private final Function<List<Long>, List<BlockHeader>> headers;
    private final InstantSource clock;
    private final Map<Hash, Instant> seen = new LinkedHashMap<>();
    private long answers;

    /** @param headers asks the endpoint for headers of these heights */
    LogTimeCheck(Capability believed, Function<List<Long>, List<BlockHeader>> headers, InstantSource clock) {
        this.believed = believed;
        this.headers = headers;
        this.clock = clock;
    }

    /** A header that was read from the endpoint. */
    synchronized void seen(BlockHeader header) {
        seen.put(header.hash(), header.ref().time());
        if (seen.size() > HEADERS_KEPT) {
            seen.remove(seen.keySet().iterator().next());
        }
    }

    /** Whether it is worth reading the times at all. */
    boolean areRead() {
        return believed.isToBeTried();
    }

    /** They are not numbers, or two of one block differ. */
    void unreadable() {
        believed.refused("the times in its logs cannot be read, or contradict each other");
    }

    /** Whether the times of one answer are believed; if not, they are not for the next ones either. */
    boolean areRight(Collection<BlockRef> told) {
        List<BlockRef> ordered =
                told.stream().sorted(Comparator.comparing(BlockRef::number)).toList();
        for (BlockHeader header : headers.apply(toCompare(ordered))) {
            seen(header);
        }
        for (BlockRef block : ordered) {
            Instant known = known(block);
            if (known != null && !known.equals(block.time())) {
                believed.refused("the time of block %d is %s by its header and %s by its logs"
                        .formatted(block.number(), known, block.time()));
                return false;
            }
        }
        if (!ordered.isEmpty()) {
            believed.worked();
        }
        return true;
    }

    /** The first, the last, and those whose times cannot be right beside the others or the clock. */
    private List<Long> toCompare(List<BlockRef> ordered) {
        List<BlockRef> chosen = new ArrayList<>();
        if (!ordered.isEmpty() && isSample()) {
            chosen.add(ordered.getFirst());
            chosen.add(ordered.getLast());
        }
        odd(ordered).ifPresent(chosen::add);
        return chosen.stream()
                .filter(block -> known(block) == null)
                .map(BlockRef::number)
                .distinct()
                .toList();
    }

    private Optional<BlockRef> odd(List<BlockRef> ordered) {
        BlockRef before = null;
        for (BlockRef block : ordered) {
            if (isImplausible(block.time())) {
                return Optional.of(block);
            }
            if (before != null && block.time().isBefore(before.time())) {
                return Optional.of(block);
            }
            before = block;
        }
        return Optional.empty();
    }

    private boolean isImplausible(Instant time) {
        return time.getEpochSecond() == 0 || time.isAfter(clock.instant().plus(CLOCKS_DIFFER));
    }

    private synchronized boolean isSample() {
        answers++;
        return answers <= ALWAYS_COMPARED || answers % COMPARED_EACH == 0;
    }

    private synchronized Instant known(BlockRef block) {
        return seen.get(block.hash());
    }
}
