package dev.morlens.preview.action;

import static dev.morlens.testing.scene.Scene.milliMor;
import static dev.morlens.testing.scene.Scene.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.ask.AnswerSource;
import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.cache.Position;
import dev.morlens.preview.due.LiveFacts;
import dev.morlens.store.read.AddressAccounts;
import dev.morlens.store.read.ClaimableItems;
import dev.morlens.store.read.ClaimableItems.ClaimableGrant;
import dev.morlens.store.read.ClaimableItems.ModelStake;
import dev.morlens.store.read.PoolTotal;
import dev.morlens.testing.scene.Scene;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What actions are made of where a node's word stands against the index's. */
class ActionFactsTest {

    private static final Address ANN = person(1);
    private static final Address HOT = person(7);
    private static final Wei STAKE = milliMor(100);
    private static final Wei PRINCIPAL = milliMor(900);
    private static final Wei PENDING = milliMor(50);

    private static final ClaimableItems CLAIMS = new ClaimableItems(
            List.of(),
            List.of(new ClaimableGrant(HOT, PRINCIPAL, PENDING)),
            List.of(new ModelStake(new Hash(1, 2, 3, 4), STAKE)));
    private static final Map<Address, PoolTotal> POOLS =
            Map.of(HOT, new PoolTotal(HOT, PRINCIPAL, Wei.ZERO, List.of(), List.of()));

    private final Scene scene = new Scene("local");

    @Test
    void modelsAndGrantsWhoseSumsTheChainBearsOutAreKept() {
        ActionFacts facts = corrected(STAKE, PRINCIPAL.plus(PENDING));

        assertThat(facts.asOf().isLive()).isTrue();
        assertThat(facts.asOf().incomplete()).isEmpty();
        assertThat(facts.claims()).isEqualTo(CLAIMS);
        assertThat(facts.pools()).isEqualTo(POOLS);
    }

    @Test
    void modelsThatTheChainSumsOtherwiseAreLeftOutByName() {
        ActionFacts facts = corrected(STAKE.plus(STAKE), PRINCIPAL.plus(PENDING));

        assertThat(facts.asOf().incomplete()).containsExactly(Bucket.MODEL_STAKE);
        assertThat(facts.claims().models()).isEmpty();
        assertThat(facts.claims().grants()).isEqualTo(CLAIMS.grants());
    }

    @Test
    void grantsThatTheChainSumsOtherwiseAreLeftOutByName() {
        ActionFacts facts = corrected(STAKE, PRINCIPAL);

        assertThat(facts.asOf().incomplete()).containsExactly(Bucket.STAKING_POOL);
        assertThat(facts.claims().grants()).isEmpty();
        assertThat(facts.pools()).isEmpty();
        assertThat(facts.claims().models()).isEqualTo(CLAIMS.models());
    }

    @Test
    void sessionsThatCouldNotBeLookedThroughAreNamed() {
        ActionFacts facts =
                ActionFacts.fromNode(new LiveFacts.LiveAddress(position(Map.of(), live()), Optional.empty()));

        assertThat(facts.asOf().incomplete()).containsExactly(Bucket.ACTIVE_SESSION);
    }

    private ActionFacts corrected(Wei staked, Wei funded) {
        AsOf asOf = new AsOf(scene.head(), FinalityLevel.LATEST, false);
        ActionFacts indexed = new ActionFacts(
                asOf, position(Map.of(), asOf), List.of(), List.<Session>of(), List.of(), CLAIMS, POOLS);
        Map<Bucket, Wei> told = Map.of(Bucket.MODEL_STAKE, staked, Bucket.STAKING_POOL, funded);
        return indexed.corrected(new LiveFacts.LiveAddress(position(told, live()), Optional.of(List.of())));
    }

    private AsOf live() {
        return new AsOf(scene.head(), FinalityLevel.LATEST, false, AnswerSource.LIVE, Set.of());
    }

    private static Position position(Map<Bucket, Wei> balances, AsOf asOf) {
        return Position.at(
                new AddressAccounts(
                        ANN, balances, List.of(), List.of(), 0, Wei.ZERO, Optional.empty(), Optional.empty()),
                asOf);
    }
}
