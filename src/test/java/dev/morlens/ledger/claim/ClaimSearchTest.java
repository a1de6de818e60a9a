package dev.morlens.ledger.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.bind.LedgerEvent;
import dev.morlens.ledger.book.LedgerState;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.Closing;
import dev.morlens.ledger.entry.Session.EndedBy;
import dev.morlens.ledger.entry.Session.StakeSource;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A provider with many sessions behind it: what an outflow to it was for is asked of those only that can still owe
 * (docs/protocol.md, P35).
 */
class ClaimSearchTest {

    private static final Address PROVIDER = new Address(0, 0, 3);
    private static final Instant OPENED = Instant.parse("2026-08-01T10:00:00Z");
    private static final Instant ENDED = OPENED.plusSeconds(600);
    private static final Wei PRICE = Wei.of(10);
    private static final Wei DEBT = Wei.of(6_000);

    private final LedgerState ledgerState = new LedgerState();

    @BeforeEach
    void manyArePaidUpAndTwoAreNot() {
        ledgerState.putCreditor(PROVIDER, List.of());
        for (int number = 1; number <= 1_000; number++) {
            Session open = open(number);
            ledgerState.setSession(open);
            if (number > 2) {
                ledgerState.setSession(closed(open).paying(DEBT));
            } else {
                ledgerState.setSession(closed(open));
            }
        }
    }

    @Test
    void sessionsThatArePaidUpOweNothingAnyMore() {
        assertThat(ledgerState.owing(PROVIDER)).extracting(Session::id).containsExactly(id(1), id(2));
        ledgerState.setSession(ledgerState.session(id(1)).orElseThrow().paying(DEBT));

        assertThat(ledgerState.owing(PROVIDER)).extracting(Session::id).containsExactly(id(2));
        assertThat(ledgerState.session(id(1))).as("still known").isPresent();
    }

    @Test
    void sessionsThatArePaidInPartStillOwe() {
        ledgerState.setSession(ledgerState.session(id(1)).orElseThrow().paying(Wei.of(1)));

        assertThat(ledgerState.owing(PROVIDER)).extracting(Session::id).containsExactly(id(1), id(2));
    }

    @Test
    void thoseThatMayHaveBeenPaidAreNamedHoweverManyWereBefore() {
        assertThat(asked(PROVIDER, Wei.of(1_234))).containsExactlyInAnyOrder(id(1), id(2));
    }

    @Test
    void aTransferOfNothingRaisesNoDoubt() {
        assertThat(asked(PROVIDER, Wei.ZERO)).isEmpty();
    }

    @Test
    void ofWhatIsOpenedMeanwhileOnlyTheReceiversOwnIsNamed() {
        Address other = new Address(0, 0, 4);
        SessionFacts own = facts(2_001, PROVIDER);
        SessionFacts others = facts(2_002, other);
        Map<SessionId, SessionFacts> openings = Map.of(own.id(), own, others.id(), others);

        assertThat(asked(openings, PROVIDER, Wei.of(1_234))).containsExactlyInAnyOrder(id(1), id(2), own.id());
    }

    private Set<SessionId> asked(Address to, Wei amount) {
        return asked(Map.of(), to, amount);
    }

    private Set<SessionId> asked(Map<SessionId, SessionFacts> openings, Address to, Wei amount) {
        return new ClaimSearch(List.of(spent(to, amount)), openings, ledgerState)
                .questions().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    private static LedgerEvent spent(Address to, Wei amount) {
        return new LedgerEvent.FundingSpent(at(ENDED.plusSeconds(60)), new Address(0, 0, 2), to, amount);
    }

    private static Session open(int number) {
        SessionFacts facts = facts(number, PROVIDER);
        return new Session(facts, facts.stake(), StakeSource.WALLET, at(OPENED), Optional.empty(), Wei.ZERO);
    }

    private static Session closed(Session open) {
        return open.closedWith(new Closing(at(ENDED), EndedBy.CLOSE, open.stake(), Wei.ZERO));
    }

    private static SessionFacts facts(int number, Address provider) {
        return new SessionFacts(
                id(number),
                new Address(0, 0, 11),
                provider,
                Hash.ZERO,
                Hash.ZERO,
                PRICE,
                Wei.of(1_000_000),
                false,
                OPENED,
                ENDED,
                Optional.empty());
    }

    private static Posting at(Instant time) {
        return new Posting(new BlockRef(time.getEpochSecond(), new Hash(0, 0, 1, 1), time), 0, new Hash(0, 1, 1, 0));
    }

    private static SessionId id(long number) {
        return new SessionId(new Hash(0, 0, 0, number));
    }
}
