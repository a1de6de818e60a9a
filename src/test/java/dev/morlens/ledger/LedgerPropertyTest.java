package dev.morlens.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.testing.chain.RandomHistory;
import dev.morlens.testing.truth.InMemoryAccounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Over any valid history; jqwik prints the seed of a failure and tries it first the next time (docs/protocol.md, P6 and
 * P10).
 */
class LedgerPropertyTest {

    private static final Instant START = Instant.parse("2026-08-01T22:30:00Z");
    private static final int BLOCKS = 120;

    /** A history's events, block by block, and the truth at its end. */
    private record Played(List<List<LoggedEvent>> blocks, RandomHistory history) {}

    @Property(tries = 150)
    void everyBalanceAndHoldRowIsTheContracts(@ForAll long seed) {
        Played played = play(seed);
        InMemoryAccounts accounts = post(played, List.of(BLOCKS));

        Map<Account, Wei> balances = new HashMap<>(accounts.balances());
        balances.values().removeIf(Wei::isZero);
        assertThat(balances).isEqualTo(played.history().balances());
        assertThat(liveRows(accounts)).isEqualTo(played.history().holdRows());
        assertThat(accounts.anomalies()).isEmpty();
    }

    @Property(tries = 60)
    void noMorIsCreatedOrLostAtAnyFlow(@ForAll long seed) {
        InMemoryAccounts accounts = post(play(seed), List.of(BLOCKS));

        assertThat(accounts.flows()).isNotEmpty().allSatisfy(flow -> {
            assertThat(flow.amount().isPositive()).isTrue();
            assertThat(flow.from()).isNotEqualTo(flow.to());
        });
        Map<Account, Wei> sums = new HashMap<>();
        for (Flow flow : accounts.flows()) {
            assertThat(sums.merge(flow.from(), flow.amount().negate(), Wei::plus))
                    .isEqualTo(flow.fromAfter());
            assertThat(sums.merge(flow.to(), flow.amount(), Wei::plus)).isEqualTo(flow.toAfter());
        }
        assertThat(Wei.sum(sums.values())).isEqualTo(Wei.ZERO);
    }

    @Property(tries = 60)
    void theDiamondsBalanceIsTheSumOfItsBucketsAtEveryBlock(@ForAll long seed) {
        Played played = play(seed);
        InMemoryAccounts accounts = new InMemoryAccounts(RandomHistory.CONTRACTS);
        Wei transferred = Wei.ZERO;
        for (List<LoggedEvent> block : played.blocks()) {
            accounts.post(block, played.history().facts());
            transferred = transferred.plus(intoDiamond(block));
            Wei buckets = Wei.sum(accounts.balances().entrySet().stream()
                    .filter(entry -> entry.getKey().bucket().inDiamond())
                    .map(Map.Entry::getValue)
                    .toList());
            assertThat(buckets).isEqualTo(transferred);
        }
    }

    @Property(tries = 60)
    void splittingAHistoryIntoBatchesAnywhereGivesTheSame(@ForAll long seed, @ForAll long cuts) {
        Played played = play(seed);
        InMemoryAccounts whole = post(played, List.of(BLOCKS));
        List<Integer> sizes = new ArrayList<>();
        Random random = new Random(cuts);
        for (int left = BLOCKS; left > 0; left -= sizes.getLast()) {
            sizes.add(Math.min(left, 1 + random.nextInt(30)));
        }
        InMemoryAccounts split = post(played, sizes);

        assertThat(split.flows()).isEqualTo(whole.flows());
        assertThat(split.statement()).isEqualTo(whole.statement());
        assertThat(split.anomalies()).isEqualTo(whole.anomalies());
    }

    private static InMemoryAccounts post(Played played, List<Integer> batchSizes) {
        InMemoryAccounts accounts = new InMemoryAccounts(RandomHistory.CONTRACTS);
        int from = 0;
        for (int size : batchSizes) {
            List<LoggedEvent> batch = played.blocks().subList(from, from + size).stream()
                    .flatMap(List::stream)
                    .toList();
            accounts.post(batch, played.history().facts());
            from += size;
        }
        return accounts;
    }

    private static Played play(long seed) {
        RandomHistory history = new RandomHistory(seed, START);
        List<List<LoggedEvent>> blocks = new ArrayList<>();
        Instant now = START;
        for (int number = 1; number <= BLOCKS; number++) {
            if (number == BLOCKS / 2) {
                history.upgradeToDayLock();
            }
            now = now.plusSeconds(history.secondsToNextBlock());
            blocks.add(place(number, now, history.nextBlock(now)));
        }
        return new Played(blocks, history);
    }

    private static List<LoggedEvent> place(long number, Instant now, List<List<ProtocolEvent>> transactions) {
        BlockRef block = new BlockRef(number, new Hash(0, 0, 1, number), now);
        List<LoggedEvent> logged = new ArrayList<>();
        for (int tx = 0; tx < transactions.size(); tx++) {
            for (ProtocolEvent event : transactions.get(tx)) {
                logged.add(new LoggedEvent(block, logged.size(), new Hash(0, 1, number, tx), event));
            }
        }
        return logged;
    }

    private static Wei intoDiamond(List<LoggedEvent> block) {
        Wei sum = Wei.ZERO;
        for (LoggedEvent logged : block) {
            if (logged.event() instanceof ProtocolEvent.Transfer(Address from, Address to, Wei value)) {
                sum = to.equals(RandomHistory.CONTRACTS.diamond()) ? sum.plus(value) : sum;
                sum = from.equals(RandomHistory.CONTRACTS.diamond()) ? sum.minus(value) : sum;
            }
        }
        return sum;
    }

    private static Map<Address, List<String>> liveRows(InMemoryAccounts accounts) {
        Map<Address, List<String>> rows = new HashMap<>();
        for (HoldRow row : accounts.statement().holds()) {
            if (row.withdrawn().isEmpty()) {
                rows.computeIfAbsent(row.user(), user -> new ArrayList<>())
                        .add(row.amount() + "@" + row.releaseAt().getEpochSecond());
            }
        }
        rows.values().forEach(list -> list.sort(null));
        return rows;
    }
}
