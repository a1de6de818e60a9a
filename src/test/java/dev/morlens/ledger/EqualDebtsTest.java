package dev.morlens.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.claim.ClaimEvidence;
import dev.morlens.ledger.entry.Anomaly;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.PayoutFact;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.testing.truth.InMemoryAccounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Two users' sessions owe one provider the same; a claim has no event, so that only a view tells for which it was
 * (docs/protocol.md, P35).
 */
class EqualDebtsTest {

    private static final Contracts CONTRACTS = new Contracts(address(1), address(2));
    private static final Address PROVIDER = address(3);
    private static final Instant OPENED = Instant.parse("2026-08-01T10:00:00Z");
    private static final Instant ENDED = OPENED.plusSeconds(600);
    private static final Wei STAKE = Wei.of(1_000_000);
    private static final Wei PRICE = Wei.of(10);
    private static final Wei DEBT = Wei.of(6_000);
    private static final SessionId FIRST = id(1);
    private static final SessionId SECOND = id(2);

    private final InMemoryAccounts accounts = new InMemoryAccounts(CONTRACTS);
    private final List<LoggedEvent> events = new ArrayList<>();

    @Test
    void theSessionThatTheViewSaysIsPaidIsMarkedAsPaid() {
        twoUnpaidSessions();
        claim();

        assertThat(accounts.doubtful(events)).containsExactlyInAnyOrder(FIRST, SECOND);
        accounts.post(events, BatchFacts.of(Map.of()).withCollected(Map.of(FIRST, Wei.ZERO, SECOND, DEBT)));

        assertThat(paid()).isEqualTo(Map.of(FIRST, Wei.ZERO, SECOND, DEBT));
    }

    @Test
    void withASingleSessionThatOwesSoMuchOnlyThatOneIsAskedAbout() {
        twoUnpaidSessions();
        claim();
        accounts.post(events, BatchFacts.of(Map.of()).withCollected(Map.of(FIRST, Wei.ZERO, SECOND, DEBT)));
        events.clear();
        claim();

        assertThat(accounts.doubtful(events)).containsExactly(FIRST);
        accounts.post(events, BatchFacts.of(Map.of()));

        assertThat(paid()).isEqualTo(Map.of(FIRST, DEBT, SECOND, DEBT));
    }

    /**
     * As in a backfill, where views tell only of the newest block: the claim was for the second one, the first one's
     * close pays it, and by then both are paid up.
     */
    @Test
    void aClosePaysNobodyTwiceWhereTheClaimBeforeItWasForAnother() {
        twoOpenSessions();
        claim();
        accounts.post(events, BatchFacts.of(Map.of()).withCollected(Map.of(FIRST, DEBT, SECOND, DEBT)));
        events.clear();
        closeAndPay(FIRST);

        accounts.post(events, BatchFacts.of(Map.of()));

        assertThat(paid()).isEqualTo(Map.of(FIRST, DEBT, SECOND, DEBT));
        assertThat(accounts.flows().stream()
                        .filter(flow -> flow.kind() == FlowKind.PROVIDER_PAID)
                        .map(flow -> flow.session().orElseThrow()))
                .containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void aCloseInTheSameBatchTellsThatTheClaimBeforeItWasForTheOther() {
        twoOpenSessions();
        claim();
        closeAndPay(FIRST);
        accounts.post(events, BatchFacts.of(Map.of()).withCollected(Map.of(FIRST, DEBT, SECOND, DEBT)));

        assertThat(paid()).isEqualTo(Map.of(FIRST, DEBT, SECOND, DEBT));
        assertThat(accounts.flows().stream()
                        .filter(flow -> flow.kind() == FlowKind.PROVIDER_PAID)
                        .map(flow -> flow.session().orElseThrow()))
                .containsExactly(SECOND, FIRST);
    }

    /**
     * As in an upgrade whose node keeps no old states: what an older version guessed gives way to what the newest state
     * says.
     */
    @Test
    void aStoredGuessGivesWayToWhatTheNewestStateSays() {
        twoUnpaidSessions();
        claim();
        BatchFacts facts = guessed(FIRST, false).withCollected(Map.of(FIRST, Wei.ZERO, SECOND, DEBT));
        accounts.post(events, facts.withEvidence(new ClaimEvidence(Map.of(), Set.of(), Set.of(position()))));

        assertThat(paid()).isEqualTo(Map.of(FIRST, Wei.ZERO, SECOND, DEBT));
    }

    @Test
    void whatWasCertainBeforeStaysWhereNoNodeKeepsTheStateAnyMore() {
        twoUnpaidSessions();
        claim();
        BatchFacts facts = guessed(FIRST, true).withCollected(Map.of(FIRST, DEBT, SECOND, DEBT));
        accounts.post(events, facts.withEvidence(new ClaimEvidence(Map.of(), Set.of(), Set.of(position()))));

        assertThat(paid()).isEqualTo(Map.of(FIRST, DEBT, SECOND, Wei.ZERO));
    }

    @Test
    void aGuessOfAnOlderVersionIsNoFindingBeforeAnyNodeWasAsked() {
        twoUnpaidSessions();
        claim();
        accounts.post(events, guessed(FIRST, false));

        assertThat(paid()).isEqualTo(Map.of(FIRST, DEBT, SECOND, Wei.ZERO));
        assertThat(accounts.anomalies()).extracting(Anomaly::code).doesNotContain(Anomaly.AnomalyCode.CLAIM_UNSETTLED);
    }

    /** As in a rebuild without a node: that one was asked in vain stays true. */
    @Test
    void aGuessAfterNodesWereAskedInVainStaysAFinding() {
        twoUnpaidSessions();
        claim();
        BatchFacts facts = guessed(SECOND, false);
        accounts.post(events, facts.withEvidence(new ClaimEvidence(Map.of(), Set.of(), Set.of(position()))));

        assertThat(paid()).isEqualTo(Map.of(FIRST, Wei.ZERO, SECOND, DEBT));
        assertThat(accounts.anomalies()).extracting(Anomaly::code).contains(Anomaly.AnomalyCode.CLAIM_UNSETTLED);
    }

    /** What an earlier version stored of the outflow. */
    private BatchFacts guessed(SessionId session, boolean certain) {
        PayoutFact stored = new PayoutFact(position(), Optional.of(session), certain);
        return new BatchFacts(Map.of(), Map.of(), Map.of(), ClaimEvidence.NONE, Map.of(position(), stored));
    }

    private LogPosition position() {
        return events.getFirst().position();
    }

    private void closeAndPay(SessionId id) {
        Address user = address(id.equals(FIRST) ? 11 : 12);
        Instant time = ENDED.plusSeconds(90);
        Hash transaction = new Hash(0, 2, 0, 40);
        log(40, time, transaction, new ProtocolEvent.Transfer(CONTRACTS.diamond(), user, STAKE));
        log(40, time, transaction, new ProtocolEvent.Transfer(CONTRACTS.fundingAccount(), PROVIDER, DEBT));
        log(40, time, transaction, new ProtocolEvent.SessionClosed(user, id, PROVIDER));
    }

    private void twoUnpaidSessions() {
        twoOpenSessions();
        for (SessionFacts session : List.of(facts(FIRST, address(11)), facts(SECOND, address(12)))) {
            log(20, ENDED, new ProtocolEvent.Transfer(CONTRACTS.diamond(), session.user(), STAKE));
            log(20, ENDED, new ProtocolEvent.SessionClosed(session.user(), session.id(), PROVIDER));
        }
        accounts.post(events, Map.of());
        events.clear();
    }

    private void twoOpenSessions() {
        log(10, OPENED, new ProtocolEvent.Transfer(Address.ZERO, CONTRACTS.fundingAccount(), STAKE));
        Map<SessionId, SessionFacts> facts =
                Map.of(FIRST, facts(FIRST, address(11)), SECOND, facts(SECOND, address(12)));
        for (SessionFacts session : List.of(facts.get(FIRST), facts.get(SECOND))) {
            log(10, OPENED, new ProtocolEvent.Transfer(Address.ZERO, session.user(), STAKE));
            log(10, OPENED, new ProtocolEvent.Transfer(session.user(), CONTRACTS.diamond(), STAKE));
            log(10, OPENED, new ProtocolEvent.SessionOpened(session.user(), session.id(), PROVIDER));
        }
        accounts.post(events, facts);
        events.clear();
    }

    @Test
    void aPaymentByHandBeforeALargerClaimInItsBlockIsNoClaim() {
        twoUnpaidSessions();
        pay(2_000);
        claim();
        accounts.post(events, collectedInTheBlock(Map.of(FIRST, DEBT, SECOND, Wei.ZERO)));

        assertThat(paid()).isEqualTo(Map.of(FIRST, DEBT, SECOND, Wei.ZERO));
        assertThat(accounts.flows().getLast().session()).contains(FIRST);
    }

    /** As where the yearly limit rose within the block. */
    @Test
    void claimsOfOneSessionInPartsAddUpToWhatWasCollectedWhateverIsBetweenThem() {
        twoUnpaidSessions();
        pay(2_000);
        pay(1_000);
        claim();
        pay(4_000);
        accounts.post(events, collectedInTheBlock(Map.of(FIRST, DEBT, SECOND, DEBT)));

        assertThat(paid()).isEqualTo(Map.of(FIRST, DEBT, SECOND, DEBT));
    }

    /** Views at the end of the block of all events. */
    private BatchFacts collectedInTheBlock(Map<SessionId, Wei> collected) {
        Map<SessionId, NavigableMap<Long, Wei>> told = new HashMap<>();
        long block = events.getFirst().block().number();
        collected.forEach((id, amount) -> told.put(id, new TreeMap<>(Map.of(block, amount))));
        Set<LogPosition> settled = events.stream().map(LoggedEvent::position).collect(Collectors.toSet());
        return BatchFacts.of(Map.of()).withEvidence(new ClaimEvidence(told, settled, Set.of()));
    }

    private void pay(long amount) {
        log(
                30,
                ENDED.plusSeconds(60),
                new ProtocolEvent.Transfer(CONTRACTS.fundingAccount(), PROVIDER, Wei.of(amount)));
    }

    private void claim() {
        log(30, ENDED.plusSeconds(60), new ProtocolEvent.Transfer(CONTRACTS.fundingAccount(), PROVIDER, DEBT));
    }

    private Map<SessionId, Wei> paid() {
        return accounts.statement().sessions().stream().collect(Collectors.toMap(Session::id, Session::providerPaid));
    }

    private void log(long block, Instant time, ProtocolEvent event) {
        log(block, time, new Hash(0, 1, block, events.size()), event);
    }

    private void log(long block, Instant time, Hash transaction, ProtocolEvent event) {
        events.add(new LoggedEvent(
                new BlockRef(block, new Hash(0, 0, 1, block), time), events.size(), transaction, event));
    }

    private static SessionFacts facts(SessionId id, Address user) {
        return new SessionFacts(
                id, user, PROVIDER, Hash.ZERO, Hash.ZERO, PRICE, STAKE, false, OPENED, ENDED, Optional.empty());
    }

    private static SessionId id(long number) {
        return new SessionId(new Hash(0, 0, 0, number));
    }

    private static Address address(int number) {
        return new Address(0, 0, number);
    }
}
