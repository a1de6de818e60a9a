package dev.morlens.web;

import dev.morlens.preview.Purchase;
import dev.morlens.preview.Quote;
import dev.morlens.protocol.math.Rule;
import dev.morlens.web.PreviewBox.Second;
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
        Id bid,
        Id provider,
        Id model,
        String modelName,
        String price,
        String why,
        long asked,
        String length,
        boolean direct,
        Stake suggested,
        List<Stake> stakes,
        Second second,
        List<Later> later,
        When validUntil,
        String rule,
        String closers,
        List<Ending> endings,
        Optional<Wallet> wallet,
        List<String> obstacles,
        List<String> notes,
        AsOfLine asOf) {

    private static final String DAY_LOCKED =
            " a close holds back what earns the price of the seconds used on the session's last UTC day, until the midnight"
                    + " after that day. A close from then on holds nothing back.";

    /** A close; its amounts are empty if the rule is unknown and matters. */
    public record Ending(String text, When closed, Optional<Mor> returned, Optional<Mor> held, When release) {

        static Ending of(Quote.Ending ending, Instant now) {
            return new Ending(
                    switch (ending.when()) {
                        case "half-way" -> "Closed half-way";
                        case "at-end" -> "Closed right at its end";
                        default -> "Closed after the midnight that follows";
                    },
                    When.of(ending.closedAt(), now),
                    ending.returned().map(Mor::of),
                    ending.held().map(Mor::of),
                    When.of(ending.releaseAt(), now));
        }
    }

    /**
     * A stake and what it buys.
     *
     * @param lasts in words
     * @param cost in MOR, all digits
     */
    public record Stake(String name, Mor amount, String lasts, String cost, When endsAt, String what) {

        static Stake of(String name, Purchase purchase, Instant now, String what) {
            return new Stake(
                    name,
                    Mor.of(purchase.stake()),
                    length(purchase.seconds()),
                    Mor.of(purchase.cost()).exact(),
                    When.of(purchase.endsAt(), now),
                    what);
        }
    }

    /** From a second on that is so near that an opening sent now may land before or after. */
    public record Later(Second from, Mor suggested, Mor minimum, String lasts) {

        static Later of(Quote.Later later) {
            return new Later(
                    Second.of(later.second()),
                    Mor.of(later.suggested().stake()),
                    Mor.of(later.minimum().stake()),
                    length(later.seconds()));
        }
    }

    /** Of who would open it, and what of it that wallet can lock. */
    public record Wallet(Mor balance, String allowance, String gas, boolean suggested, boolean minimum) {

        static Wallet of(Quote.Wallet wallet, Quote quote) {
            return new Wallet(
                    Mor.of(wallet.balance()),
                    Mor.allowance(wallet.allowance()),
                    Mor.of(wallet.gas()).exact(),
                    wallet.affords(quote.suggested().stake()),
                    wallet.affords(quote.minimum().stake()));
        }
    }

    static QuoteBox of(Quote quote) {
        var bid = quote.bid().bid();
        Instant now = quote.asOf().now();
        List<Stake> stakes = stakes(quote, now);
        Ids ids = new Ids();
        return new QuoteBox(
                ids.of(bid.id()),
                ids.of(bid.provider()),
                ids.of(bid.modelId()),
                ModelLine.name(quote.modelName()),
                Mor.of(bid.pricePerSecond()).exact(),
                quote.why(),
                quote.asked(),
                length(quote.seconds()),
                quote.directPayment(),
                stakes.getFirst(),
                stakes,
                Second.of(quote.second()),
                quote.ifLater().stream().map(Later::of).toList(),
                When.of(quote.validUntil(), now),
                rule(quote.rule().rule()),
                closers(quote.rule().rule(), quote.directPayment()),
                quote.suggested().endings().stream()
                        .map(ending -> Ending.of(ending, now))
                        .toList(),
                quote.wallet().map(wallet -> Wallet.of(wallet, quote)),
                quote.obstacles(),
                quote.notes(),
                AsOfLine.of(quote.asOf()));
    }

    private static List<Stake> stakes(Quote quote, Instant now) {
        String margin = "the minimum and a margin of " + Mor.of(quote.margin())
                + " MOR: enough even if providers are paid the whole of today's budget first";
        return List.of(
                Stake.of("Suggested", quote.suggested(), now, margin),
                Stake.of("Minimum", quote.minimum(), now, "exactly this long at this block; less buys less time"),
                Stake.of("Desktop client", quote.client(), now, "what it would lock by its own formula"));
    }

    private static String rule(Rule rule) {
        return switch (rule) {
            case CLASSIC ->
                "Under the present rule (classic) only a close before the end holds anything back, until the next UTC"
                        + " midnight.";
            case DAY_LOCK -> "Under the present rule (day-lock)" + DAY_LOCKED;
            case POOL -> "Under the present rule (pool, the day-lock's with pools besides)" + DAY_LOCKED;
            case UNKNOWN ->
                "Which rule is in force is not known yet: no close has told. Amounts that depend on it are left out.";
        };
    }

    private static String closers(Rule rule, boolean direct) {
        String settled =
                ", or anybody settles it from some time after its end on (a day, unless the contract's owner set it"
                        + " otherwise)";
        String taken =
                " Only what the provider earned of it can leave before: the provider may take that from the session's"
                        + " end on.";
        return "Nothing ends a session by itself: the stake stays in the contract until the session's user, or a delegate of"
                + " the user, closes it" + (rule == Rule.POOL ? settled : "") + "." + (direct ? taken : "");
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
