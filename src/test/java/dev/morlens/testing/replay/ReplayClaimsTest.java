package dev.morlens.testing.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.value.Hash;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.Actors;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.Kind;
import dev.morlens.testing.replay.history.LogColumns;
import dev.morlens.testing.replay.history.Scale;
import dev.morlens.testing.replay.history.SyntheticHistory;
import dev.morlens.testing.replay.history.World;
import dev.morlens.testing.replay.view.Abi;
import dev.morlens.testing.replay.view.StateAt;
import dev.morlens.testing.replay.view.Views;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Providers claim in every way that a contract allows, and the views of each block tell for which session it was. */
class ReplayClaimsTest {

    private static final History HISTORY = SyntheticHistory.write(21, new Scale(12_000, 2_400, 900, 400_000, 0));
    private static final World WORLD = HISTORY.world();
    private static final LogColumns LOGS = WORLD.logs;

    /** A provider's payments in one block. */
    private record Visit(int block, int provider) {}

    @Test
    void openOverdueAndClosedSessionsAreClaimedForSeveralInABlockAlikeOnesAndBesideFees() {
        List<Integer> claims = logs(Kind.PROVIDER_CLAIMED);
        Map<Visit, List<Integer>> visits = claims.stream()
                .collect(Collectors.groupingBy(
                        log -> new Visit(LOGS.block(log), WORLD.pay.provider(LOGS.subject(log)))));
        assertThat(claims.size()).isGreaterThan(LOGS.size() / 100);
        assertThat(claims).anyMatch(log -> WORLD.pay.isClosed(LOGS.subject(log), log));
        assertThat(claims).anyMatch(log -> !WORLD.pay.isClosed(LOGS.subject(log), log));
        assertThat(claims).anyMatch(log -> WORLD.sessions.direct(LOGS.subject(log)));
        assertThat(claims).as("claimed before the close").anyMatch(log -> closedLater(log));
        assertThat(claims).as("limited, and claimed again").anyMatch(log -> LOGS.object(log) >= 0);
        assertThat(visits.values()).anyMatch(visit -> visit.size() > 2);
        assertThat(visits.values())
                .as("equal ones")
                .anyMatch(visit -> visit.stream().map(LOGS::amount).distinct().count() < visit.size());
        List<Integer> withFees = logs(Kind.FEES_WITHDRAWN);
        assertThat(withFees).isNotEmpty().allMatch(log -> LOGS.block(log) == LOGS.block(log - 1));
        assertThat(withFees)
                .as("as much as was claimed, to the provider")
                .anyMatch(log -> LOGS.amount(log) == LOGS.amount(log - 1)
                        && WORLD.moves.receiver(log) == WORLD.moves.receiver(log - 1));
    }

    private static boolean closedLater(int log) {
        int session = LOGS.subject(log);
        return WORLD.pay.isClosed(session, LOGS.size()) && !WORLD.pay.isClosed(session, log);
    }

    private static List<Integer> logs(Kind kind) {
        return IntStream.range(0, LOGS.size())
                .filter(log -> LOGS.kind(log) == kind)
                .boxed()
                .toList();
    }

    /** From the blocks' transfers alone: nobody but the funding account and the Diamond pays providers, and fees are known. */
    @Test
    void whatViewsSayWasWithdrawnForAProvidersSessionsIsWhatItReceivedAtEachBlock() {
        Map<Integer, Long> received = new HashMap<>();
        int log = 0;
        for (int block = 0; block <= HISTORY.head(); block += 1_009) {
            for (; log < LOGS.size() && LOGS.block(log) <= block; log++) {
                if (LOGS.kind(log).isTransfer() && LOGS.kind(log) != Kind.FEES_WITHDRAWN) {
                    int from = WORLD.moves.sender(log);
                    int to = WORLD.moves.receiver(log);
                    boolean pays = WORLD.providers.contains(to) && (from == Actors.FUNDING || from == Actors.DIAMOND);
                    received.merge(to, pays ? LOGS.amount(log) : 0, Long::sum);
                }
            }
            StateAt state = HISTORY.at(block);
            Map<Integer, Long> told = new HashMap<>();
            for (int session = 0; state.exists(session); session++) {
                told.merge(WORLD.pay.provider(session), state.paid(session), Long::sum);
            }
            for (int provider : WORLD.providers) {
                long sum = told.getOrDefault(provider, 0L);
                assertThat(sum).as("block %s", block).isEqualTo(received.getOrDefault(provider, 0L));
                assertThat(state.sums().earned(WORLD.providers.indexOf(provider)))
                        .isEqualTo(sum);
            }
        }
        assertThat(received.values()).anyMatch(sum -> sum > 0);
    }

    @Test
    void aClaimsReceiptHoldsATransferToTheProviderAndNothingElseAndOnlyThenTheViewChanges()
            throws IOException, InterruptedException {
        try (ReplayNode node = ReplayNode.start(HISTORY, new Manners(Duration.ZERO, 2_000, 10_000))) {
            RpcClient client = new RpcClient(node.url());
            for (int log : logs(Kind.PROVIDER_CLAIMED).subList(0, 20)) {
                int session = LOGS.subject(log);
                Hash transaction = WORLD.clock.transaction(LOGS.block(log), LOGS.transaction(log));
                JsonNode receipt = client.ask("eth_getTransactionReceipt", "\"" + transaction + "\"");
                String provider =
                        WORLD.actors.address(WORLD.pay.provider(session)).toString();
                assertThat(receipt.get("from").asText()).isEqualTo(provider);
                assertThat(receipt.get("to").asText()).isEqualTo(ReplayContracts.DIAMOND.toString());
                assertThat(receipt.get("logs")).hasSize(1);
                JsonNode only = receipt.get("logs").get(0);
                assertThat(only.get("address").asText()).isEqualTo(ReplayContracts.TOKEN.toString());
                assertThat(only.get("topics").get(2).asText()).endsWith(provider.substring(2));
                BigInteger before = withdrawn(client, session, LOGS.block(log) - 1);
                BigInteger after = withdrawn(client, session, LOGS.block(log));
                assertThat(after.subtract(before))
                        .isEqualTo(new BigInteger(only.get("data").asText().substring(2), 16));
            }
        }
    }

    private static BigInteger withdrawn(RpcClient client, int session, int block)
            throws IOException, InterruptedException {
        String data = Abi.selector("getSession(bytes32)") + Abi.word(WORLD.sessions.id(session));
        String call = "{\"to\":\"%s\",\"data\":\"%s\"}".formatted(ReplayContracts.DIAMOND, data);
        String words = client.ask("eth_call", call, "\"0x%x\"".formatted(block)).asText();
        return new BigInteger(words.substring(2 + 6 * 64, 2 + 7 * 64), 16);
    }

    @Test
    void whatIsAnsweredAndLoggedIsOfTheRealContracts() throws IOException {
        String real = "";
        for (String file : List.of("diamond", "builders-and-token", "external")) {
            try (InputStream in = ReplayClaimsTest.class.getResourceAsStream("/abi/" + file + ".json")) {
                real += new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        List<String> words = new ArrayList<>(new Views(WORLD).selectors());
        for (Kind kind : Kind.values()) {
            words.add(kind.topic().toString());
        }
        assertThat(real).contains(words.stream().map(word -> "\"" + word + "\"").toList());
    }
}
