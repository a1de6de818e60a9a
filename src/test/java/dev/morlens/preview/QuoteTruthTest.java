package dev.morlens.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.RatedBid;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.protocol.math.StakeTerms;
import dev.morlens.protocol.state.Bid;
import dev.morlens.protocol.state.ProviderModelStats;
import dev.morlens.protocol.state.Spread;
import dev.morlens.protocol.view.ViewReader;
import dev.morlens.testing.Counts;
import dev.morlens.testing.DevChain;
import dev.morlens.testing.NodeConfigs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quoted stakes do on a real chain what the quote says, for random prices, durations and days. */
class QuoteTruthTest {

    private static final int FULL = 300;
    private static final Wei ONE = Wei.of(1);

    private final long seed = Counts.seed("QuoteTruthTest");
    private final Random random = new Random(seed);
    private int afterPayouts;

    @Test
    void stakesOpenWhatTheQuoteSays() {
        int triples = Counts.of(FULL);
        try (DevChain chain = DevChain.start(seed)) {
            chain.play(Counts.of(300));
            for (int i = 0; i < triples; i++) {
                leap(chain, 1 + random.nextInt(100_000));
                compare(chain);
            }
        }
        Counts.say("QuoteTruthTest: %d triples exact, %d of them again after payouts on the same day"
                .formatted(triples, afterPayouts));
        assertThat(afterPayouts).isPositive();
    }

    @Test
    void noStakeOpensMoreThanTheLongestSessionThatAnObstacleNames() {
        try (DevChain chain = DevChain.start(seed + 1)) {
            chain.play(100);
            long longest = longest(chain);
            Wei price = Wei.of(10_000_000_000_000L);
            String bid = chain.ask("bid", Map.of("price", price.toString()))
                    .get("bid")
                    .asText();
            Wei stake = terms(chain).minimum(price, longest + 1_000);
            assertThat(openings(chain, bid, List.of(stake))).containsExactly(longest);
            assertThat(Obstacles.of(active(price), longest, Duration.ofSeconds(longest), stake, Optional.empty()))
                    .isEmpty();
            assertThat(Obstacles.of(active(price), longest + 1, Duration.ofSeconds(longest), stake, Optional.empty()))
                    .singleElement()
                    .asString()
                    .contains("longer than " + longest + " seconds", "cuts it");
        }
    }

    private static RatedBid active(Wei price) {
        Bid bid = new Bid(Hash.ZERO, Address.ZERO, Hash.ZERO, price, Wei.ZERO, Instant.EPOCH, Optional.empty());
        Spread none = new Spread(0, 0);
        return new RatedBid(bid, new ProviderModelStats(none, none, 0, 0, 0), Optional.empty(), true);
    }

    private void compare(DevChain chain) {
        Wei price = Wei.of((long) Math.pow(10, 13 + 3 * random.nextDouble()));
        // above the shortest, so that one wei less is shorter and not refused; below what the treasury can stake and
        // the longest, which the director changes
        double most = Math.min(longest(chain), 5e19 / price.value().doubleValue());
        long seconds = 301 + random.nextInt((int) most - 300);
        String bid =
                chain.ask("bid", Map.of("price", price.toString())).get("bid").asText();
        Wei suggested = exact(chain, bid, price, seconds);
        Instant before = now(chain);
        Wei claimed = claimed(chain);
        chain.play(4);
        if (DayLock.day(now(chain).plusSeconds(60)).equals(DayLock.day(before))
                && !claimed(chain).equals(claimed)
                && longest(chain) >= seconds) {
            assertThat(openings(chain, bid, List.of(suggested)).getFirst()).isGreaterThanOrEqualTo(seconds);
            afterPayouts++;
        }
    }

    private Wei exact(DevChain chain, String bid, Wei price, long seconds) {
        if (DayLock.releaseAt(now(chain)).minusSeconds(60).isBefore(now(chain))) {
            leap(chain, 60);
        }
        StakeTerms terms = terms(chain);
        Wei minimum = terms.minimum(price, seconds);
        List<Long> opened = openings(chain, bid, List.of(minimum, minimum.minus(ONE)));
        assertThat(opened).as("price %s, stake %s", price, minimum).containsExactly(seconds, seconds - 1);
        return terms.afterBudgetIsPaid().minimum(price, seconds);
    }

    private static void leap(DevChain chain, int seconds) {
        chain.ask("warp", Map.of("seconds", seconds));
    }

    /** How many seconds each stake gives, all opened in one block; 0 where the contract refuses. */
    private static List<Long> openings(DevChain chain, String bid, List<Wei> stakes) {
        List<String> amounts = stakes.stream().map(Wei::toString).toList();
        List<Long> seconds = new ArrayList<>();
        chain.ask("openings", Map.of("bid", bid, "stakes", amounts))
                .get("seconds")
                .forEach(each -> seconds.add(each.asLong()));
        return seconds;
    }

    private static StakeTerms terms(DevChain chain) {
        BlockHeader head = head(chain);
        SessionViews views = views(chain);
        List<Wei> read = new ViewReader(node(chain))
                .readAll(
                        at(head),
                        List.of(
                                views.getComputeBalance(head.ref().time()),
                                views.totalMorSupply(head.ref().time()),
                                views.getTodaysBudget(head.ref().time())));
        return new StakeTerms(read.get(0), read.get(1), read.get(2));
    }

    private static long longest(DevChain chain) {
        return new ViewReader(node(chain))
                .read(at(head(chain)), views(chain).getMaxSessionDuration())
                .toSeconds();
    }

    private static Wei claimed(DevChain chain) {
        return new ViewReader(node(chain)).read(at(head(chain)), views(chain).getProvidersTotalClaimed());
    }

    private static Instant now(DevChain chain) {
        return head(chain).ref().time();
    }

    private static BlockId at(BlockHeader head) {
        return new BlockId.Hashed(head.ref().hash());
    }

    private static BlockHeader head(DevChain chain) {
        return node(chain).header(BlockTag.LATEST).orElseThrow();
    }

    private static SessionViews views(DevChain chain) {
        return new SessionViews(chain.network("local").diamond());
    }

    private static Node node(DevChain chain) {
        Network network = chain.network("local");
        return Nodes.connect(NodeConfigs.fast(chain.rpcUrl()), network.chainId(), new SimpleMeterRegistry())
                .node();
    }
}
