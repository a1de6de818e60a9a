package dev.morlens.diagnosis.facts;

import dev.morlens.preview.action.DryRun;
import dev.morlens.preview.close.ClosePreview;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.StoredHold;
import java.util.Map;
import java.util.Optional;

/**
 * What transactions would come to. What could not be tried is absent.
 *
 * @param closes of overdue sessions
 * @param settles of overdue sessions that anybody might settle
 * @param claim of everything that one claim can take
 * @param smallClaim of a claim that looks at one row; tried only where the other one would succeed
 * @param lastRow the row that such a claim looks at, where it would fail
 * @param endings what closes of running sessions would hold back
 * @param complete whether nothing that a node was to be asked is missing
 */
public record DryRunResults(
        Map<SessionId, DryRun> closes,
        Map<SessionId, DryRun> settles,
        Optional<DryRun> claim,
        Optional<DryRun> smallClaim,
        Optional<StoredHold> lastRow,
        Map<SessionId, CloseRuns> endings,
        boolean complete) {

    /** What a close of a running session would come to in the next block, and what at the session's end. */
    public record CloseRuns(ClosePreview now, ClosePreview atEnd) {}

    public static final DryRunResults NONE = new DryRunResults(
            Map.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), false);

    public Optional<DryRun> close(SessionId id) {
        return Optional.ofNullable(closes.get(id));
    }

    public Optional<DryRun> settle(SessionId id) {
        return Optional.ofNullable(settles.get(id));
    }

    public Optional<CloseRuns> ending(SessionId id) {
        return Optional.ofNullable(endings.get(id));
    }
}
