package dev.morlens.market.overview;

import dev.morlens.chain.value.Wei;
import dev.morlens.store.read.ProtocolReads.SessionDay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A UTC day of the protocol; amounts in wei.
 *
 * @param staked by the sessions opened that day
 * @param escrow in sessions at its end, of the last day now
 * @param paid from the funding account to providers
 */
public record ProtocolDay(LocalDate day, long opened, long closed, Wei staked, Wei escrow, Wei paid) {

    /** All days from the first to the last: the escrow of each is what is there now, less what came since. */
    static List<ProtocolDay> of(
            LocalDate first, LocalDate last, List<SessionDay> busy, Map<LocalDate, Wei> paid, Wei escrowNow) {
        Map<LocalDate, SessionDay> byDay =
                busy.stream().collect(Collectors.toMap(SessionDay::day, Function.identity()));
        List<ProtocolDay> days = new ArrayList<>();
        Wei escrow = escrowNow;
        for (LocalDate day = last; !day.isBefore(first); day = day.minusDays(1)) {
            SessionDay acts = byDay.getOrDefault(day, new SessionDay(day, 0, Wei.ZERO, 0, Wei.ZERO));
            days.add(new ProtocolDay(
                    day, acts.opened(), acts.closed(), acts.staked(), escrow, paid.getOrDefault(day, Wei.ZERO)));
            escrow = escrow.minus(acts.staked()).plus(acts.released());
        }
        Collections.reverse(days);
        return days;
    }
}
