package dev.morlens.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.protocol.abi.Decoding;
import dev.morlens.protocol.abi.EventDecoder;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.testing.chain.RealHistory;
import dev.morlens.testing.truth.InMemoryAccounts;
import dev.morlens.testing.truth.TruthComparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The real contracts' own history, through decoder and ledger, against the truth at every block where there is one
 * (docs/protocol.md, P1, P2, P10, P25, P27, P40 and P54).
 */
class RealHistoryTest {

    @Test
    void theRealContractsHistoryGivesTheContractsFiguresAtEveryTruth() {
        RealHistory history = RealHistory.load();
        Address diamond = history.network().diamond();
        Address funding = Address.of(history.deployment().get("fundingAccount").asText());
        InMemoryAccounts accounts = new InMemoryAccounts(new Contracts(diamond, funding));
        Map<SessionId, SessionFacts> facts = history.sessionFacts();
        List<LoggedEvent> events = events(history);
        long from = 0;
        List<String> differences = new ArrayList<>();
        for (long block : history.truthBlocks()) {
            long first = from;
            JsonNode truth = history.truth(block);
            accounts.post(
                    events.stream()
                            .filter(e ->
                                    e.block().number() >= first && e.block().number() <= block)
                            .toList(),
                    BatchFacts.of(facts).withCollected(collected(truth)));
            from = block + 1;
            TruthComparison.Result result = TruthComparison.compare(truth, accounts.statement(), diamond);
            assertThat(result.compared()).isGreaterThan(300);
            result.differences().forEach(difference -> differences.add("at " + block + ": " + difference));
        }
        assertThat(differences).isEmpty();
        assertThat(accounts.anomalies()).isEmpty();
    }

    /** As views would tell at that block. */
    private static Map<SessionId, Wei> collected(JsonNode truth) {
        Map<SessionId, Wei> collected = new HashMap<>();
        truth.get("sessions")
                .properties()
                .forEach(session -> collected.put(
                        SessionId.of(session.getKey()),
                        Wei.of(session.getValue().get("providerWithdrawnAmount").asText())));
        return collected;
    }

    private static List<LoggedEvent> events(RealHistory history) {
        return new EventDecoder(history.network())
                .decode(history.logs()).stream()
                        .map(decoding -> ((Decoding.Decoded) decoding).event())
                        .toList();
    }
}
