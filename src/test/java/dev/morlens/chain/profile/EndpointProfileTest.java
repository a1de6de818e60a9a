package dev.morlens.chain.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What is learnt of an endpoint, for how long it is believed, and what a restart keeps of it. */
class EndpointProfileTest {

    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final EndpointProfile profile = new EndpointProfile(50, 500, clock);

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void aRefusedBatchHalvesTheSizeUntilItIsTimeToTryMore() {
        assertThat(profile.batch().current()).isEqualTo(50);
        profile.batch().refused(50);
        assertThat(profile.batch().current()).isEqualTo(25);
        pass(Duration.ofMinutes(9));
        assertThat(profile.batch().current()).isEqualTo(25);
        pass(Duration.ofMinutes(1));
        assertThat(profile.batch().current()).isEqualTo(50);
    }

    @Test
    void aSizeThatIsRefusedAgainIsBelievedForLonger() {
        profile.batch().refused(7);
        assertThat(profile.batch().current()).isEqualTo(4);
        pass(Duration.ofMinutes(10));
        assertThat(profile.batch().current()).isEqualTo(8);
        profile.batch().refused(8);
        pass(Duration.ofMinutes(30));
        assertThat(profile.batch().current()).isEqualTo(4);
        pass(Duration.ofMinutes(30));
        assertThat(profile.batch().current()).isEqualTo(8);
    }

    @Test
    void oneCallIsTheLeast() {
        profile.batch().refused(1);
        assertThat(profile.batch().current()).isEqualTo(1);
    }

    @Test
    void whatWasRefusedIsTriedOnceAfterAWhile() {
        assertThat(profile.simulation().isToBeTried()).isTrue();
        profile.simulation().refused("not whitelisted");
        assertThat(profile.simulation().isToBeTried()).isFalse();
        pass(Duration.ofMinutes(10));
        assertThat(profile.simulation().isToBeTried()).as("once").isTrue();
        assertThat(profile.simulation().isToBeTried())
                .as("and not by everybody")
                .isFalse();
        profile.simulation().worked();
        assertThat(profile.simulation().isToBeTried()).isTrue();
        assertThat(profile.snapshot().noSimulation()).isEmpty();
    }

    @Test
    void codeIsComparedAtFirstAfterSomeHundredCallsAndMoreAndMoreRarely() {
        StateOverrides overrides = profile.overrides();
        assertThat(overrides.isProofDue()).isTrue();
        assertThat(overrides.isProven()).isFalse();
        overrides.proven();
        overrides.answered(255);
        assertThat(overrides.isProofDue()).isFalse();
        overrides.answered(1);
        assertThat(overrides.isProofDue()).isTrue();
        overrides.proven();
        pass(Duration.ofMinutes(10));
        assertThat(overrides.isProofDue()).isTrue();
        overrides.proven();
        pass(Duration.ofMinutes(59));
        assertThat(overrides.isProofDue()).isFalse();
        overrides.refused("no");
        assertThat(overrides.isProven()).isFalse();
        assertThat(profile.readsPerCall().slots()).isEqualTo(1);
    }

    @Test
    void blocksBelowTheKeptHistoryAreNotAskedFor() {
        profile.logs().lacks(1_000);
        assertThat(profile.logs().mayHave(1_000)).isFalse();
        assertThat(profile.logs().mayHave(1_001)).isTrue();
        profile.logs().has(900);
        assertThat(profile.logs().mayHave(950))
                .as("it answered about an older one")
                .isTrue();
        assertThat(profile.logs().mayHave(899)).isFalse();
        pass(Duration.ofHours(24));
        assertThat(profile.logs().mayHave(1)).as("histories are added, too").isTrue();
    }

    @Test
    void aHeadThatDoesNotRiseStandsStill() {
        profile.head().told(block(100, now));
        pass(Duration.ofSeconds(2));
        profile.head().told(block(110, now));
        assertThat(profile.head().blockTime()).hasValue(Duration.ofMillis(200));
        Instant rose = now;
        for (int second = 0; second < 10; second++) {
            pass(Duration.ofSeconds(1));
            profile.head().told(block(110, rose));
            assertThat(profile.head().standingStillSince()).isEmpty();
        }
        pass(Duration.ofSeconds(1));
        profile.head().told(block(110, rose));
        assertThat(profile.head().standingStillSince()).hasValue(rose);
    }

    @Test
    void aHeadThatFallsFarBackAndClimbsStandsStillUntilItIsHigherThanBefore() {
        profile.head().told(block(100_000, now));
        Instant rose = now;
        for (int second = 1; second <= 12; second++) {
            pass(Duration.ofSeconds(1));
            profile.head().told(block(second * 100L, now.minusSeconds(86_400)));
        }
        assertThat(profile.head().fellBack()).isTrue();
        assertThat(profile.head().standingStillSince()).hasValue(rose);
        profile.head().told(block(100_001, now));
        assertThat(profile.head().fellBack()).isFalse();
        assertThat(profile.head().standingStillSince()).isEmpty();
    }

    @Test
    void aSlowChainIsGivenMoreTime() {
        profile.head().told(block(100, now));
        pass(Duration.ofSeconds(12));
        profile.head().told(block(101, now));
        pass(Duration.ofSeconds(60));
        profile.head().told(block(101, now.minusSeconds(60)));
        assertThat(profile.head().standingStillSince()).isEmpty();
        pass(Duration.ofSeconds(61));
        profile.head().told(block(101, now.minusSeconds(121)));
        assertThat(profile.head().standingStillSince()).isPresent();
    }

    @Test
    void aRestartKeepsWhatWasLearnt() {
        profile.batch().refused(50);
        profile.multicall().refused(500);
        profile.logs().lacks(7);
        profile.logTimes().refused("milliseconds");
        profile.overrides().slots().refused(1_000);
        profile.overrides().proven();
        EndpointProfile other = new EndpointProfile(50, 500, clock);
        assertThat(other.isBlank()).isTrue();

        other.restore(profile.snapshot());

        assertThat(other.snapshot()).isEqualTo(profile.snapshot());
        assertThat(other.batch().current()).isEqualTo(25);
        assertThat(other.multicall().current()).isEqualTo(250);
        assertThat(other.logs().mayHave(7)).isFalse();
        assertThat(other.logTimes().isMissing()).isTrue();
    }

    private static BlockRef block(long number, Instant time) {
        return new BlockRef(number, new Hash(0, 0, 0, number), time);
    }
}
