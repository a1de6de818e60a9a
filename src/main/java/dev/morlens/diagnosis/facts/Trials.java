package dev.morlens.diagnosis.facts;

import dev.morlens.preview.DryRun;
import dev.morlens.protocol.event.SessionId;
import java.util.Map;
import java.util.Optional;

/**
 * What transactions would come to. What could not be tried is absent.
 *
 * @param closes of overdue sessions
 * @param settles of overdue sessions that anybody might settle
 * @param claim of everything that one claim can take
 * @param smallClaim of a claim that looks at one row; tried only where rows are locked
 */
public record Trials(
        Map<SessionId, DryRun> closes,
        Map<SessionId, DryRun> settles,
        Optional<DryRun> claim,
        Optional<DryRun> smallClaim) {

    public static final Trials NONE = new Trials(Map.of(), Map.of(), Optional.empty(), Optional.empty());

    public Optional<DryRun> close(SessionId id) {
        return Optional.ofNullable(closes.get(id));
    }

    public Optional<DryRun> settle(SessionId id) {
        return Optional.ofNullable(settles.get(id));
    }
}
