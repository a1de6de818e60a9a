package dev.morlens.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Wei;
import dev.morlens.preview.OpeningStage.Closed;
import dev.morlens.preview.OpeningStage.Opened;
import dev.morlens.preview.quote.CloseScenarios;
import dev.morlens.preview.quote.OpeningTerms;
import dev.morlens.preview.quote.Purchase;
import dev.morlens.preview.quote.Quote.QuotedEnding;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.protocol.math.StakeTerms;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The quoted stakes do on a real chain what the quote says, for random prices, durations, days and contract versions. */
class QuoteTruthTest {

    private static final int FULL = 300;
    private static final Wei ONE = Wei.of(1);
    private static final Map<HoldRule, String> VERSIONS =
            new TreeMap<>(Map.of(HoldRule.CLASSIC, "classic", HoldRule.DAY_LOCK, "daylock", HoldRule.POOL, "pool"));

    /** Enough for the blocks between a look at the clock and what follows. */
    private static final int BEFORE_MIDNIGHT = 120;

    private final long seed = Counts.seed("QuoteTruthTest");
    private final Random random = new Random(seed);
    private final Map<String, Integer> closes = new TreeMap<>();

    /** A session that is wanted. */
    private record Wanted(Wei price, long seconds, boolean direct, HoldRule rule) {

        OpeningTerms opening(OpeningStage stage, Instant at) {
            return new OpeningTerms(stage.terms(), Duration.ofSeconds(stage.longest()), price, direct, at, rule);
        }
    }

    @Test
    void stakesOpenWhatTheQuoteSaysAndClosesReturnIt() {
        int each = Counts.of(FULL) / VERSIONS.size();
        try (DevChain chain = DevChain.start(seed)) {
            OpeningStage stage = OpeningStage.of(chain);
            chain.play(Counts.of(300));
            VERSIONS.forEach((holdRule, version) -> {
                if (holdRule != HoldRule.CLASSIC) {
                    chain.upgrade(version);
                }
                for (int i = 0; i < each; i++) {
                    stage.leap(1 + random.nextInt(100_000));
                    compare(stage, holdRule);
                    chain.play(2);
                }
            });
        }
        Counts.say(
                "QuoteTruthTest: %d triples exact, the suggested stake of each enough after payouts; closes as quoted: %s"
                        .formatted(each * VERSIONS.size(), closes));
        assertThat(closes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(each * VERSIONS.size());
    }

    @Test
    void noStakeOpensMoreThanTheLongestSessionThatAQuoteIsCutTo() {
        try (DevChain chain = DevChain.start(seed + 1)) {
            OpeningStage stage = OpeningStage.of(chain);
            chain.play(100);
            long longest = stage.longest();
            Wei price = Wei.of(10_000_000_000_000L);
            Wei stake = stage.terms().minimum(price, longest + 1_000);
            assertThat(stage.open(stage.bid(price), false, List.of(stake)).seconds())
                    .containsExactly(longest);
            OpeningTerms openingTerms = new Wanted(price, longest, false, HoldRule.CLASSIC).opening(stage, stage.now());
            assertThat(openingTerms.within(longest + 1))
                    .isEqualTo(openingTerms.within(longest))
                    .isEqualTo(longest);
            assertThat(openingTerms.buy(stake).seconds()).isEqualTo(longest);
            assertThat(openingTerms.buy(stake).cost()).isEqualTo(price.times(longest));
        }
    }

    private void compare(OpeningStage stage, HoldRule holdRule) {
        Wanted wanted = wanted(stage, holdRule);
        String bid = stage.bid(wanted.price());
        if (untilMidnight(stage) < BEFORE_MIDNIGHT) {
            stage.leap(BEFORE_MIDNIGHT);
        }
        OpeningTerms quoted = wanted.opening(stage, stage.now());
        Purchase minimum = quoted.minimum(wanted.seconds());
        Purchase suggested = quoted.suggested(wanted.seconds());
        assertThat(minimum.seconds()).isEqualTo(wanted.seconds());
        Opened opened = stage.open(
                bid, wanted.direct(), List.of(minimum.stake(), minimum.stake().minus(ONE), suggested.stake()));
        assertThat(opened.seconds())
                .as("%s, stake %s", wanted, minimum.stake())
                .containsExactly(wanted.seconds(), wanted.seconds() - 1, suggested.seconds());
        payProviders(stage, opened);
        assertThat(stage.open(bid, wanted.direct(), List.of(suggested.stake())).seconds())
                .as("%s, suggested stake %s after payouts", wanted, suggested.stake())
                .allSatisfy(seconds -> assertThat(seconds).isBetween(wanted.seconds(), suggested.seconds()));
        compareClose(stage, wanted, suggested, opened);
    }

    private Wanted wanted(OpeningStage stage, HoldRule holdRule) {
        Wei price = Wei.of((long) Math.pow(10, 13 + 3 * random.nextDouble()));
        // above the shortest, so that one wei less is shorter and not refused; below what the treasury can stake and
        // the longest, which the director changes
        double most = Math.min(stage.longest(), 2e19 / price.value().doubleValue());
        long seconds = 301 + random.nextInt((int) most - 300);
        return new Wanted(price, seconds, random.nextInt(3) == 0, holdRule);
    }

    /** By closing the shorter one on the same day, some time before it ends. */
    private void payProviders(OpeningStage stage, Opened opened) {
        Wei before = stage.claimed();
        long most = Math.min(opened.seconds().get(1), untilMidnight(stage) - 30);
        stage.close(opened.ids().get(1), opened.at().plusSeconds(3 + random.nextInt((int) most - 3)));
        assertThat(stage.claimed()).isGreaterThan(before);
    }

    private static long untilMidnight(OpeningStage stage) {
        Instant now = stage.now();
        return Duration.between(now, DayLock.releaseAt(now)).toSeconds();
    }

    /** Of the suggested stake, at one of the three times that a quote names, by the terms of that time. */
    private void compareClose(OpeningStage stage, Wanted wanted, Purchase suggested, Opened opened) {
        int which = random.nextInt(suggested.endings().size());
        long seconds = opened.seconds().get(2);
        Instant when = endings(stage.terms(), wanted, suggested.stake(), opened.at(), seconds)
                .get(which)
                .closedAt();
        if (when.isBefore(stage.now().plusSeconds(10))) {
            which = suggested.endings().size() - 1;
            when = DayLock.releaseAt(opened.at().plusSeconds(seconds));
        }
        stage.leap(Duration.between(stage.now(), when).toSeconds() - 8);
        StakeTerms then = stage.terms(DayLock.sessionEnd(when, opened.at().plusSeconds(seconds)));
        Closed closed = stage.close(opened.ids().get(2), when);
        QuotedEnding told =
                endings(then, wanted, suggested.stake(), opened.at(), seconds).get(which);
        assertThat(closed.at()).as("%s", told).isEqualTo(told.closedAt());
        assertThat(closed.returned())
                .as("%s: %s", wanted, told)
                .isEqualTo(told.returned().orElseThrow());
        String kind = wanted.rule() + (wanted.direct() ? " direct " : " ") + told.when();
        closes.merge(kind, 1, Integer::sum);
    }

    private static List<QuotedEnding> endings(StakeTerms terms, Wanted wanted, Wei stake, Instant at, long seconds) {
        return new CloseScenarios(terms, wanted.rule(), stake, wanted.price(), wanted.direct()).of(at, seconds);
    }
}
