package dev.morlens.indexer.fetch;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionFacts.Closeout;
import dev.morlens.protocol.event.SessionId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that a range of blocks says, ready to be posted.
 *
 * @param headers those that were read: of the last one and of some others
 * @param state in which views tell what the logs leave out: of no block before these
 * @param openings facts of the sessions that open in it
 * @param closeouts how the sessions that end in it were closed, read while following
 */
public record FetchedBlocks(
        BlockRange range,
        List<BlockHeader> headers,
        BlockId state,
        DecodedLogs logs,
        Map<SessionId, SessionFacts> openings,
        Map<SessionId, Closeout> closeouts) {

    FetchedBlocks withCloseouts(Map<SessionId, Closeout> found) {
        return new FetchedBlocks(range, headers, state, logs, openings, found);
    }

    public List<LoggedEvent> events() {
        return logs.events();
    }

    /** Of the blocks with events, by number, unless all of them are so old that they do not change any more. */
    public Map<Long, Hash> changeable() {
        return state instanceof BlockId.Tagged
                ? Map.of()
                : events().stream()
                        .map(LoggedEvent::block)
                        .distinct()
                        .collect(Collectors.toMap(BlockRef::number, BlockRef::hash));
    }

    public BlockHeader last() {
        return headers.getLast();
    }
}
