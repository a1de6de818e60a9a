package dev.morlens.web.calculator;

import dev.morlens.preview.quote.Purchase;
import dev.morlens.preview.quote.Quote;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.ModelLine;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.PreviewBox.Second;
import dev.morlens.web.part.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a session would take and give, for people.
 *
 * @param price a second, in MOR
 * @param asked the seconds that somebody wanted
 * @param length how long it would last, in words
 * @param suggested what to lock; the endings are those of this stake
 * @param closers who can end it, and that nobody else does
 * @param stakes all three
 * @param second of the block that it is computed for
 */
public record QuoteBox(
        IdText bid,
        IdText provider,
        IdText model,
        String modelName,
        String price,
        String why,
        long asked,
        String length,
        boolean direct,
        Stake suggested,
        List<Stake> stakes,
        Second second,
        List<LaterQuoteText> later,
        TimeText validUntil,
        String rule,
        String closers,
        List<EndingText> endings,
        Optional<WalletText> wallet,
        List<String> obstacles,
        List<String> notes,
        AsOfLine asOf) {

    private static final String DAY_LOCKED =
            " a close holds back what earns the price of the seconds used on the session's last UTC day, until the midnight"
                    + " after that day. A close from then on holds nothing back.";

    /** A close; its amounts are empty if the rule is unknown and matters. */
    public record EndingText(
            String text, TimeText closed, Optional<MorText> returned, Optional<MorText> held, TimeText release) {

        static EndingText of(Quote.QuotedEnding quotedEnding, Instant now) {
            return new EndingText(
                    switch (quotedEnding.when()) {
                        case "half-way" -> "Closed half-way";
                        case "at-end" -> "Closed right at its end";
                        default -> "Closed after the midnight that follows";
                    },
                    TimeText.of(quotedEnding.closedAt(), now),
                    quotedEnding.returned().map(MorText::of),
                    quotedEnding.held().map(MorText::of),
                    TimeText.of(quotedEnding.releaseAt(), now));
        }
    }

    /**
     * A stake and what it buys.
     *
     * @param lasts in words
     * @param cost in MOR, all digits
     */
    public record Stake(String name, MorText amount, String lasts, String cost, TimeText endsAt, String what) {

        static Stake of(String name, Purchase purchase, Instant now, String what) {
            return new Stake(
                    name,
                    MorText.of(purchase.stake()),
                    length(purchase.seconds()),
                    MorText.of(purchase.cost()).exact(),
                    TimeText.of(purchase.endsAt(), now),
                    what);
        }
    }

    /** From a second on that is so near that an opening sent now may land before or after. */
    public record LaterQuoteText(Second from, MorText suggested, MorText minimum, String lasts) {

        static LaterQuoteText of(Quote.LaterTerms laterTerms) {
            return new LaterQuoteText(
                    Second.of(laterTerms.second()),
                    MorText.of(laterTerms.suggested().stake()),
                    MorText.of(laterTerms.minimum().stake()),
                    length(laterTerms.seconds()));
        }
    }

    /** Of who would open it, and what of it that wallet can lock. */
    public record WalletText(MorText balance, String allowance, String gas, boolean suggested, boolean minimum) {

        static WalletText of(Quote.WalletFunds walletFunds, Quote quote) {
            return new WalletText(
                    MorText.of(walletFunds.balance()),
                    MorText.allowance(walletFunds.allowance()),
                    MorText.of(walletFunds.gas()).exact(),
                    walletFunds.affords(quote.suggested().stake()),
                    walletFunds.affords(quote.minimum().stake()));
        }
    }

    static QuoteBox of(Quote quote) {
        var bid = quote.bid().bid();
        Instant now = quote.asOf().now();
        List<Stake> stakes = stakes(quote, now);
        IdShortener idShortener = new IdShortener();
        return new QuoteBox(
                idShortener.of(bid.id()),
                idShortener.of(bid.provider()),
                idShortener.of(bid.modelId()),
                ModelLine.name(quote.modelName()),
                MorText.of(bid.pricePerSecond()).exact(),
                quote.why(),
                quote.asked(),
                length(quote.seconds()),
                quote.directPayment(),
                stakes.getFirst(),
                stakes,
                Second.of(quote.second()),
                quote.ifLater().stream().map(LaterQuoteText::of).toList(),
                TimeText.of(quote.validUntil(), now),
                rule(quote.rule().rule()),
                closers(quote.rule().rule(), quote.directPayment()),
                quote.suggested().endings().stream()
                        .map(quotedEnding -> EndingText.of(quotedEnding, now))
                        .toList(),
                quote.wallet().map(walletFunds -> WalletText.of(walletFunds, quote)),
                quote.obstacles(),
                quote.notes(),
                AsOfLine.of(quote.asOf()));
    }

    private static List<Stake> stakes(Quote quote, Instant now) {
        String margin = "the minimum and a margin of " + MorText.of(quote.margin())
                + " MOR: enough even if providers are paid the whole of today's budget first";
        return List.of(
                Stake.of("Suggested", quote.suggested(), now, margin),
                Stake.of("Minimum", quote.minimum(), now, "exactly this long at this block; less buys less time"),
                Stake.of("Desktop client", quote.client(), now, "what it would lock by its own formula"));
    }

    private static String rule(HoldRule holdRule) {
        return switch (holdRule) {
            case CLASSIC ->
                "Under the present rule (classic) only a close before the end holds anything back, until the next UTC"
                        + " midnight.";
            case DAY_LOCK -> "Under the present rule (day-lock)" + DAY_LOCKED;
            case POOL -> "Under the present rule (pool, the day-lock's with pools besides)" + DAY_LOCKED;
            case UNKNOWN ->
                "Which rule is in force is not known yet: no close has told. Amounts that depend on it are left out.";
        };
    }

    private static String closers(HoldRule holdRule, boolean direct) {
        String settled =
                ", or anybody settles it from some time after its end on (a day, unless the contract's owner set it"
                        + " otherwise)";
        String taken =
                " Only what the provider earned of it can leave before: the provider may take that from the session's"
                        + " end on.";
        return "Nothing ends a session by itself: the stake stays in the contract until the session's user, or a delegate of"
                + " the user, closes it" + (holdRule == HoldRule.POOL ? settled : "") + "." + (direct ? taken : "");
    }

    /** Such as 1 h 30 min. */
    private static String length(long seconds) {
        Duration lasts = Duration.ofSeconds(seconds);
        StringBuilder text = new StringBuilder();
        append(text, lasts.toDays(), " d");
        append(text, lasts.toHoursPart(), " h");
        append(text, lasts.toMinutesPart(), " min");
        append(text, lasts.toSecondsPart(), " s");
        return text.isEmpty() ? "no time" : text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : " ").append(count).append(unit);
        }
    }
}
