package dev.morlens.web.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.position.cache.Position;
import dev.morlens.store.feed.Verification;
import dev.morlens.store.feed.Verification.Status;
import dev.morlens.store.read.AddressAccounts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FigureNamesTest {

    private static final Wei SEVEN = Wei.of("7");
    private static final Wei EIGHT = Wei.of("8");

    @Test
    void theOrderOfBucketsDoesNotMatterSinceItIsAnotherInEachProcess() {
        Map<Bucket, Wei> one = new LinkedHashMap<>();
        one.put(Bucket.WALLET, SEVEN);
        one.put(Bucket.ON_HOLD, EIGHT);
        Map<Bucket, Wei> other = new LinkedHashMap<>();
        other.put(Bucket.ON_HOLD, EIGHT);
        other.put(Bucket.WALLET, SEVEN);
        assertThat(named(one, Status.VERIFIED, 5)).isEqualTo(named(other, Status.VERIFIED, 5));
        other.put(Bucket.WALLET, EIGHT);
        assertThat(named(one, Status.VERIFIED, 5)).isNotEqualTo(named(other, Status.VERIFIED, 5));
    }

    @Test
    void aVerdictIsNewsOnlyIfItIsAnother() {
        Map<Bucket, Wei> balances = Map.of(Bucket.WALLET, SEVEN);
        assertThat(named(balances, Status.VERIFIED, 5)).isEqualTo(named(balances, Status.VERIFIED, 6));
        assertThat(named(balances, Status.VERIFIED, 5)).isNotEqualTo(named(balances, Status.MISMATCH, 5));
    }

    private static String named(Map<Bucket, Wei> balances, Status status, long block) {
        AddressAccounts accounts = new AddressAccounts(
                Address.of("0x" + "a1".repeat(20)),
                balances,
                List.of(),
                List.of(),
                0,
                Wei.ZERO,
                Optional.empty(),
                Optional.empty(),
                new Verification(status, OptionalLong.of(block)));
        BlockRef head = new BlockRef(block, Hash.of("0x" + "b2".repeat(32)), Instant.EPOCH);
        return FigureNames.of(Position.at(accounts, new AsOf(head, FinalityLevel.LATEST, false)));
    }
}
