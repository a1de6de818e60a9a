package dev.morlens.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.list.PoolHold;
import dev.morlens.position.list.SessionAt;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.testing.truth.InMemoryAccounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a closed session that was staked from a pool is what that pool got of it, and its parts add up. */
class PoolSessionViewTest {

    private static final Address HOT = new Address(0, 0, 11);
    private static final Address FUNDER = new Address(0, 0, 12);
    private static final Address PROVIDER = new Address(0, 0, 13);
    private static final Address OTHER_FUNDER = new Address(0, 0, 14);
    private static final Address DIAMOND = new Address(0, 0, 1);
    private static final Instant OPENED = Instant.parse("2026-08-01T10:00:00Z");
    private static final Instant ENDED = OPENED.plusSeconds(600);
    private static final Instant MIDNIGHT = Instant.parse("2026-08-02T00:00:00Z");
    private static final Instant NEXT_DAY = MIDNIGHT.plusSeconds(3_600);
    private static final Wei STAKE = Wei.of(1_000_000);
    private static final SessionId ID = new SessionId(new Hash(0, 0, 0, 1));
    private static final SessionId LATER = new SessionId(new Hash(0, 0, 0, 2));

    private final InMemoryAccounts accounts = new InMemoryAccounts(new Contracts(DIAMOND, new Address(0, 0, 2)));
    private final List<LoggedEvent> events = new ArrayList<>();

    @Test
    void whatThePoolFreedAndWhatItHoldsAreTheStake() {
        open(2, OPENED, ID);
        log(3, ENDED, new ProtocolEvent.AllowanceReleased(HOT, FUNDER, Wei.of(300_000)));
        log(3, ENDED, new ProtocolEvent.AllowanceHoldCreated(HOT, FUNDER, Wei.of(700_000), MIDNIGHT));
        log(3, ENDED, new ProtocolEvent.SessionClosed(HOT, ID, PROVIDER));

        SessionView view = view(ID, ENDED, Optional.empty());

        assertThat(view.fundedBy()).isEqualTo("pool");
        assertThat(view.closedAt()).contains(ENDED);
        assertThat(view.returnedAmount()).contains(Wei.of(300_000));
        assertThat(view.heldAmount()).contains(Wei.of(700_000));
        assertThat(view.holdReleaseAt()).contains(MIDNIGHT);
        assertThat(view.holdState()).contains("locked");
    }

    @Test
    void whatThePoolHeldIsReleasableFromMidnightOnAndReleasedOnceSomebodyDoesIt() {
        open(2, OPENED, ID);
        log(3, ENDED, new ProtocolEvent.AllowanceHoldCreated(HOT, FUNDER, STAKE, MIDNIGHT));
        log(3, ENDED, new ProtocolEvent.SessionClosed(HOT, ID, PROVIDER));

        assertThat(view(ID, MIDNIGHT, Optional.empty()).holdState()).contains("releasable");
        Posting release = new Posting(new BlockRef(9, new Hash(0, 0, 1, 9), NEXT_DAY), 0, new Hash(0, 1, 9, 0));
        assertThat(view(ID, NEXT_DAY, Optional.of(release)).holdState()).contains("released");
    }

    @Test
    void allOfItIsBackWhereNothingWasHeld() {
        open(2, OPENED, ID);
        log(3, NEXT_DAY, new ProtocolEvent.AllowanceReleased(HOT, FUNDER, STAKE));
        log(3, NEXT_DAY, new ProtocolEvent.SessionClosed(HOT, ID, PROVIDER));

        SessionView view = view(ID, NEXT_DAY, Optional.empty());

        assertThat(view.returnedAmount()).contains(STAKE);
        assertThat(view.heldAmount()).contains(Wei.ZERO);
        assertThat(view.holdReleaseAt()).isEmpty();
        assertThat(view.holdState()).isEmpty();
    }

    /** With yesterday's hold released on the way, two funders, and both sessions ended by one transaction. */
    @Test
    void sessionsThatOneTransactionEndsAreToldApart() {
        open(2, OPENED, ID);
        open(3, OPENED, LATER);
        log(4, NEXT_DAY, new ProtocolEvent.AllowanceReleased(HOT, FUNDER, Wei.of(77)));
        log(4, NEXT_DAY, new ProtocolEvent.AllowanceReleased(HOT, FUNDER, Wei.of(999_900)));
        log(4, NEXT_DAY, new ProtocolEvent.AllowanceHoldCreated(HOT, FUNDER, Wei.of(60), MIDNIGHT));
        log(4, NEXT_DAY, new ProtocolEvent.AllowanceHoldCreated(HOT, OTHER_FUNDER, Wei.of(40), MIDNIGHT));
        log(4, NEXT_DAY, new ProtocolEvent.SessionClosed(HOT, ID, PROVIDER));
        log(4, NEXT_DAY, new ProtocolEvent.AllowanceReleased(HOT, FUNDER, Wei.of(999_995)));
        log(4, NEXT_DAY, new ProtocolEvent.AllowanceHoldCreated(HOT, FUNDER, Wei.of(5), MIDNIGHT));
        log(4, NEXT_DAY, new ProtocolEvent.SessionSettledByExpiry(HOT, LATER, PROVIDER, FUNDER));

        assertThat(view(ID, NEXT_DAY, Optional.empty()).heldAmount()).contains(Wei.of(100));
        assertThat(view(LATER, NEXT_DAY, Optional.empty()).heldAmount()).contains(Wei.of(5));
        assertThat(view(LATER, NEXT_DAY, Optional.empty()).returnedAmount()).contains(Wei.of(999_995));
    }

    private void open(long block, Instant time, SessionId id) {
        log(block, time, new ProtocolEvent.SessionOpened(HOT, id, PROVIDER));
        log(block, time, new ProtocolEvent.AllowanceDebited(HOT, FUNDER, STAKE, id));
    }

    private SessionView view(SessionId id, Instant now, Optional<Posting> release) {
        if (accounts.statement().sessions().isEmpty()) {
            accounts.post(events, Map.of(ID, facts(ID), LATER, facts(LATER)));
        }
        Session session = accounts.statement().sessions().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        Optional<PoolHold> held = session.closing()
                .filter(end -> end.held().isPositive())
                .map(end -> new PoolHold(end.held(), MIDNIGHT, release));
        SessionView view = SessionView.listed(new SessionAt(session, Optional.empty(), held, now));
        assertThat(view.returnedAmount().orElseThrow().plus(view.heldAmount().orElseThrow()))
                .isEqualTo(STAKE);
        return view;
    }

    private static SessionFacts facts(SessionId id) {
        return new SessionFacts(
                id,
                HOT,
                PROVIDER,
                Hash.ZERO,
                Hash.ZERO,
                Wei.of(10),
                STAKE,
                false,
                OPENED,
                ENDED.plusSeconds(60),
                Optional.empty());
    }

    private void log(long block, Instant time, ProtocolEvent event) {
        events.add(new LoggedEvent(
                new BlockRef(block, new Hash(0, 0, 1, block), time), events.size(), new Hash(0, 1, block, 0), event));
    }
}
