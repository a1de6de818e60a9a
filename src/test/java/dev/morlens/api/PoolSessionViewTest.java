package dev.morlens.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Contracts;
import dev.morlens.position.SessionAt;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.testing.InMemoryAccounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A closed session that was staked from a pool: nothing of it was returned to its wallet, and nothing is held for it. */
class PoolSessionViewTest {

    private static final Address HOT = new Address(0, 0, 11);
    private static final Address FUNDER = new Address(0, 0, 12);
    private static final Address PROVIDER = new Address(0, 0, 13);
    private static final Address DIAMOND = new Address(0, 0, 1);
    private static final Instant OPENED = Instant.parse("2026-08-01T10:00:00Z");
    private static final Instant ENDED = OPENED.plusSeconds(600);
    private static final Wei STAKE = Wei.of(1_000_000);
    private static final SessionId ID = new SessionId(new Hash(0, 0, 0, 1));

    private final InMemoryAccounts accounts = new InMemoryAccounts(new Contracts(DIAMOND, new Address(0, 0, 2)));
    private final List<LoggedEvent> events = new ArrayList<>();

    @Test
    void whatThePoolGotBackIsNotCalledReturned() {
        log(1, OPENED, new ProtocolEvent.Transfer(Address.ZERO, FUNDER, STAKE));
        log(1, OPENED, new ProtocolEvent.Transfer(FUNDER, DIAMOND, STAKE));
        log(1, OPENED, new ProtocolEvent.StakingAllowanceFunded(FUNDER, HOT, STAKE));
        log(2, OPENED, new ProtocolEvent.SessionOpened(HOT, ID, PROVIDER));
        log(2, OPENED, new ProtocolEvent.AllowanceDebited(HOT, FUNDER, STAKE, ID));
        log(3, ENDED, new ProtocolEvent.AllowanceReleased(HOT, FUNDER, STAKE));
        log(3, ENDED, new ProtocolEvent.SessionClosed(HOT, ID, PROVIDER));
        accounts.post(events, Map.of(ID, facts()));

        SessionView view =
                SessionView.listed(new SessionAt(accounts.statement().sessions().getFirst(), Optional.empty(), ENDED));

        assertThat(view.fundedBy()).isEqualTo("pool");
        assertThat(view.closedAt()).contains(ENDED);
        assertThat(view.stake()).isEqualTo(STAKE);
        assertThat(view.returnedAmount()).isEmpty();
        assertThat(view.heldAmount()).isEmpty();
    }

    private static SessionFacts facts() {
        return new SessionFacts(
                ID,
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
