package dev.morlens.testing.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
            told.append(' ').append(state.stake(provider)).append('/').append(state.earned(provider));
        }
        for (int session = 0; session < world.sessions.size() && state.exists(session); session++) {
            told.append(' ').append(state.closedAt(session));
        }
        return told.toString();
    }
}
