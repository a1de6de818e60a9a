package dev.morlens.preview.quote;

import dev.morlens.chain.value.Wei;
import dev.morlens.preview.quote.Quote.QuotedEnding;
import dev.morlens.protocol.math.CloseTerms;
import dev.morlens.protocol.math.CloseTerms.Holding;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.protocol.math.StakeTerms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What closes of a session that is not open yet would return. */
public record CloseScenarios(StakeTerms terms, HoldRule rule, Wei stake, Wei pricePerSecond, boolean direct) {

    public List<QuotedEnding> of(Instant openedAt, long seconds) {
        Instant endsAt = openedAt.plusSeconds(seconds);
        return List.of(
                ending("half-way", openedAt, endsAt, openedAt.plusSeconds(seconds / 2)),
                ending("at-end", openedAt, endsAt, endsAt),
                ending("after-midnight", openedAt, endsAt, DayLock.releaseAt(endsAt)));
    }

    private QuotedEnding ending(String when, Instant openedAt, Instant endsAt, Instant closedAt) {
        CloseTerms close = CloseTerms.of(rule, openedAt, endsAt, closedAt, stake, pricePerSecond, direct);
        Optional<Wei> held = held(close);
        return new QuotedEnding(when, closedAt, held.map(close.userStake()::minus), held, close.releaseAt());
    }

    private Optional<Wei> held(CloseTerms close) {
        if (close.holding() == Holding.UNKNOWN) {
            return Optional.empty();
        }
        return Optional.of(close.holding() == Holding.YES ? close.held(terms.stakeOf(close.stipend())) : Wei.ZERO);
    }
}
