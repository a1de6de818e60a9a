package dev.morlens.web;

import dev.morlens.api.Shown;
import dev.morlens.preview.Quote;
import dev.morlens.protocol.math.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a session would take and give, for people.
 *
 * @param price a second, in MOR
 * @param length how long it would last, in words
 */
public record QuoteBox(
        Id bid,
        Id provider,
        Id model,
        String modelName,
        String price,
        String why,
        long seconds,
        String length,
        boolean direct,
        Mor minimum,
        Mor client,
        Mor suggested,
        Mor margin,
        When validUntil,
        Mor cost,
        When endsAt,
        String rule,
        List<Ending> endings,
        Optional<Wallet> wallet,
        List<String> obstacles) {

    private static final int LONGEST_NAME = 80;

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

    /** Of who would open it. */
    public record Wallet(Mor balance, String allowance, String gas, boolean affords) {}

    static QuoteBox of(Quote quote) {
        var bid = quote.bid().bid();
        Instant now = quote.asOf().now();
        return new QuoteBox(
                Id.of(bid.id()),
                Id.of(bid.provider().checksummed()),
                Id.of(bid.modelId()),
                Shown.bounded(quote.modelName(), LONGEST_NAME),
                Mor.of(bid.pricePerSecond()).exact(),
                quote.why(),
                quote.seconds(),
                length(Duration.ofSeconds(quote.seconds())),
                quote.directPayment(),
                Mor.of(quote.minimumStake()),
                Mor.of(quote.clientStake()),
                Mor.of(quote.suggestedStake()),
                Mor.of(quote.margin()),
                When.of(quote.validUntil(), now),
                Mor.of(quote.cost()),
                When.of(quote.endsAt(), now),
                rule(quote.rule().rule()),
                quote.endings().stream().map(ending -> Ending.of(ending, now)).toList(),
                quote.wallet()
                        .map(one -> new Wallet(
                                Mor.of(one.balance()),
                                Mor.allowance(one.allowance()),
                                Mor.of(one.gas()).exact(),
                                one.affords(quote.minimumStake()))),
                quote.obstacles());
    }

    private static String rule(Rule rule) {
        return switch (rule) {
            case CLASSIC ->
                "Under the present rule (classic) only a close before the end holds anything back, until the next UTC"
                        + " midnight.";
            case DAY_LOCK, POOL ->
                "Under the present rule (day-lock) every close holds back what earns the price of the seconds used on"
                        + " the session's last UTC day, until the midnight after it.";
            case UNKNOWN ->
                "Which rule is in force is not known yet: no close has told. Amounts that depend on it are left out.";
        };
    }

    /** Such as 1 h 30 min. */
    private static String length(Duration lasts) {
        StringBuilder text = new StringBuilder();
        append(text, lasts.toDays(), " d");
        append(text, lasts.toHoursPart(), " h");
        append(text, lasts.toMinutesPart(), " min");
        append(text, lasts.toSecondsPart(), " s");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : " ").append(count).append(unit);
        }
    }
}
