package dev.morlens.preview.quote;

import dev.morlens.chain.value.Wei;
import dev.morlens.preview.quote.Quote.QuotedEnding;
import java.time.Instant;
import java.util.List;

/**
 * What a stake buys: the contract gives as many seconds as the stake reaches for, however many were wanted.
 *
 * @param stake locked, in wei
 * @param seconds how long the session lasts
 * @param cost what the provider earns in that time, in wei
 * @param endings what comes back when, of this stake
 */
public record Purchase(Wei stake, long seconds, Wei cost, Instant endsAt, List<QuotedEnding> endings) {}
