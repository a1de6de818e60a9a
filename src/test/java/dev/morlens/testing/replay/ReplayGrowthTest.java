package dev.morlens.testing.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.testing.chain.BlockSpeed;
import dev.morlens.testing.replay.history.BlockClock;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.HoldRows;
import dev.morlens.testing.replay.history.Kind;
import dev.morlens.testing.replay.history.MinedBlock;
import dev.morlens.testing.replay.history.Miner;
import dev.morlens.testing.replay.history.Scale;
import dev.morlens.testing.replay.history.SyntheticHistory;
import dev.morlens.testing.replay.history.Unit;
import dev.morlens.testing.replay.history.World;
import dev.morlens.testing.replay.view.Abi;
import dev.morlens.testing.replay.view.StateAt;
import dev.morlens.testing.replay.view.Views;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The chain grows and forks at its head, and its past stays what it was. */
class ReplayGrowthTest {

    private static final int LOGS = 4_000;

    private final History history = SyntheticHistory.write(11, LOGS, 400);

    @Test
    void aScaleIsMetInLogsSessionsAddressesBlocksAndTheLargestAddress() {
        Scale scale = new Scale(30_000, 6_000, 3_000, 150_000, 1_500);
        History large = SyntheticHistory.write(5, scale);
        World world = large.world();
        assertThat(large.logCount()).isBetween(scale.logs(), scale.logs() + 10);
        assertThat(large.sessionCount()).isEqualTo(scale.sessions());
        assertThat(world.sessions.of(world.actors.number(large.largest())).size())
                .isEqualTo(scale.largest());
        assertThat(large.head()).isEqualTo(scale.blocks());
        assertThat(world.logs.block(world.logs.size() - 1)).isGreaterThan(scale.blocks() - 2_000);
        assertThat(world.actors.size()).isBetween(scale.addresses(), scale.addresses() + 100);
    }

    @Test
    void aMinedBlockHoldsLogsAndNamesWhomItTouches() {
        long head = history.head();
        MinedBlock block = history.mine();
        assertThat(block.number()).isEqualTo(head + 1).isEqualTo(history.head());
        assertThat(block.hash()).isEqualTo(history.clock().hash(head + 1));
        assertThat(block.logs()).isPositive();
        assertThat(block.touched()).isNotEmpty();
        assertThat(history.mineEmpty().touched()).isEmpty();
        Address someone = history.largest();
        assertThat(history.mineTransfer(someone).touched()).contains(someone);
    }

    @Test
    void thePastIsToldAsItWasWhenItWasTheHead() {
        List<String> then = new ArrayList<>();
        List<Long> heads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            history.mine(i * i);
            heads.add(history.head());
            then.add(told(history.at(history.head())));
        }
        history.mine(50);
        for (int i = 0; i < heads.size(); i++) {
            assertThat(told(history.at(heads.get(i)))).isEqualTo(then.get(i));
        }
        assertThat(then).doesNotHaveDuplicates();
    }

    /** Five blocks have one second, so a time does not tell which of them did something. */
    @Test
    void eachBlockOfASecondHoldsWhatItsOwnLogsAndThoseBeforeTell() {
        History fast = SyntheticHistory.write(12, new Scale(8_000, 1_500, 300, 1_500, 10), BlockSpeed.FIVE_A_SECOND);
        World world = fast.world();
        Views views = new Views(world);
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        int log = 0;
        for (long block = 0; block <= fast.head(); block++) {
            for (; log < world.logs.size() && world.logs.block(log) == block; log++) {
                counts.merge(world.logs.kind(log), 1, Integer::sum);
            }
            StateAt state = fast.at(block);
            assertThat(Map.of(
                            Kind.SESSION_OPENED, sessions(world, state::exists),
                            Kind.SESSION_CLOSED, sessions(world, session -> state.closedAt(session) > 0),
                            Kind.BID_POSTED, bidsThatPaid(views, state),
                            Kind.MODEL_REGISTERED, listed(views, state, "getModelIds(uint256,uint256)")))
                    .as("block %s", block)
                    .isEqualTo(Map.of(
                            Kind.SESSION_OPENED, counts.getOrDefault(Kind.SESSION_OPENED, 0),
                            Kind.SESSION_CLOSED, counts.getOrDefault(Kind.SESSION_CLOSED, 0),
                            Kind.BID_POSTED, counts.getOrDefault(Kind.BID_POSTED, 0),
                            Kind.MODEL_REGISTERED, counts.getOrDefault(Kind.MODEL_REGISTERED, 0)));
        }
    }

    private static int sessions(World world, IntPredicate chosen) {
        return (int) IntStream.range(0, world.sessions.size()).filter(chosen).count();
    }

    private static int bidsThatPaid(Views views, StateAt state) {
        String answer = views.call(ReplayContracts.DIAMOND, Abi.selector("getFeeBalance()"), state)
                .orElseThrow();
        BigInteger withdrawn = Unit.wei(state.sums().feesWithdrawn());
        BigInteger paid = new BigInteger(answer.substring(2), 16).add(withdrawn);
        return paid.divide(Unit.wei(World.BID_FEE)).intValueExact();
    }

    /** The total that a list's view tells with a page of none. */
    private static int listed(Views views, StateAt state, String signature) {
        String answer = views.call(ReplayContracts.DIAMOND, Abi.selector(signature) + Abi.word(0) + Abi.word(0), state)
                .orElseThrow();
        return Integer.parseInt(answer.substring(2 + 64, 2 + 128), 16);
    }

    @Test
    void aHistoryOfBothSpeedsHasTwoSecondBlocksFirstAndThenFiveASecond() {
        BlockClock clock =
                SyntheticHistory.write(13, new Scale(4_000, 600, 100, 1_000, 0)).clock();
        assertThat(LongStream.of(1, 499, 500, 504, 505, 509, 510, 1_000)
                        .map(number -> clock.seconds(number) - clock.seconds(0)))
                .containsExactly(2L, 998L, 1_000L, 1_000L, 1_001L, 1_001L, 1_002L, 1_100L);
    }

    @Test
    void aChainThatIsFollowedHasTheTimeOfTheClockAlsoAfterAFork() throws InterruptedException {
        long before = System.currentTimeMillis() / 1_000;
        History followed = SyntheticHistory.endingNow(14, new Scale(4_000, 600, 100, 1_000, 0));
        followed.mine(7);
        Thread.sleep(1_000);
        followed.fork(9);
        followed.mine();
        long after = System.currentTimeMillis() / 1_000;
        BlockClock clock = followed.clock();
        assertThat(clock.seconds(998)).isBetween(before - 1, before);
        assertThat(clock.seconds(followed.head())).isBetween(before + 1, after);
        assertThat(LongStream.rangeClosed(1, followed.head())
                        .filter(number -> clock.seconds(number) < clock.seconds(number - 1)))
                .isEmpty();
    }

    @Test
    void aForkReplacesBlocksAndTakesBackWhatTheyDid() {
        history.mine(40);
        long ancestor = history.head() - 30;
        String before = told(history.at(ancestor));
        Hash kept = history.clock().hash(ancestor);
        Hash replaced = history.clock().hash(ancestor + 1);
        history.fork(30);
        assertThat(history.head()).isEqualTo(ancestor + 31);
        assertThat(history.clock().hash(ancestor)).isEqualTo(kept);
        assertThat(history.clock().hash(ancestor + 1)).isNotEqualTo(replaced);
        assertThat(history.clock().number(replaced)).isEqualTo(-1);
        assertThat(told(history.at(ancestor))).isEqualTo(before);
        history.fork(5);
        history.fork(31);
        assertThat(told(history.at(ancestor))).isEqualTo(before);
        assertThat(history.head()).isEqualTo(ancestor + 33);
    }

    @Test
    void aMinerAddsBlocksUntilItIsClosed() throws InterruptedException {
        long head = history.head();
        Miner miner = Miner.every(Duration.ofMillis(5), history::mine);
        try (miner) {
            while (miner.mined().size() < 5) {
                Thread.sleep(5);
            }
        }
        assertThat(history.head()).isEqualTo(head + miner.mined().size());
    }

    /** Wallets, stakes, earnings, hold rows and sessions at a block. */
    private String told(StateAt state) {
        World world = history.world();
        StringBuilder told = new StringBuilder();
        for (int actor = 0; actor < world.actors.size(); actor++) {
            if (state.balance(actor) != 0) {
                told.append(world.actors.address(actor)).append(state.balance(actor));
            }
            HoldRows rows = state.rows(actor);
            for (int row = 0; row < rows.size(); row++) {
                told.append(' ').append(rows.amount(row)).append('@').append(rows.releaseAt(row));
            }
        }
        for (int provider = 0; provider < world.providers.size(); provider++) {
            told.append(' ')
                    .append(state.sums().stake(provider))
                    .append('/')
                    .append(state.sums().earned(provider));
        }
        for (int session = 0; session < world.sessions.size() && state.exists(session); session++) {
            told.append(' ').append(state.closedAt(session)).append('/').append(state.paid(session));
        }
        return told.toString();
    }
}
