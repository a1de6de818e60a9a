package dev.morlens.indexer.backfill;

import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The headers of the last blocks of groups. They do not change any more, so one question asks for those of many groups to
 * come, as if they were all as long as the present one; another length costs a question more. Safe for many threads.
 */
final class RangeEndHeaders {

    private static final int AHEAD = 16;

    private final Function<List<Long>, List<BlockHeader>> headers;
    private final long last;
    private final Map<Long, BlockHeader> known = new HashMap<>();

    /**
     * @param headers by height, in the order asked
     * @param last the last block of all
     */
    RangeEndHeaders(Function<List<Long>, List<BlockHeader>> headers, long last) {
        this.headers = headers;
        this.last = last;
    }

    synchronized BlockHeader of(BlockRange group) {
        if (!known.containsKey(group.last())) {
            headers.apply(endsFrom(group)).forEach(header -> known.put(header.number(), header));
        }
        return known.remove(group.last());
    }

    private List<Long> endsFrom(BlockRange group) {
        List<Long> ends = new ArrayList<>(List.of(group.last()));
        while (ends.size() < AHEAD && ends.getLast() < last) {
            ends.add(Math.min(ends.getLast() + group.size(), last));
        }
        ends.removeAll(known.keySet());
        return ends;
    }
}
