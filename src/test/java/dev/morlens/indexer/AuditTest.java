package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.Node;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.HoldSlots;
import dev.morlens.store.check.AuditResult;
import dev.morlens.store.feed.IndexStatus.Audits;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.feed.Verification;
import dev.morlens.store.feed.Verification.Status;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.server.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random life on a real EVM chain in all three contract versions, audited against its views and storage. */
class AuditTest {

    private static final int PASSES = 15;

    private static DevChain chain;
    private static Network network;
    private static LedgerStore store;
    private static NetworkIndexer indexer;
    private static final IndexStatusRegistry BOARD = new IndexStatusRegistry();

    /** How many answers about wallets are to be wrong. */
    private static final AtomicInteger LIES = new AtomicInteger();

    @BeforeAll
    static void randomHistory() {
        chain = DevChain.start(Counts.seed("AuditTest"));
        network = chain.network(TestDatabase.networkName());
        store = TestStores.open(network);
        Node node = Nodes.connect(NodeConfigs.fast(chain.rpcUrl()), network.chainId(), new SimpleMeterRegistry())
                .node();
        Node slips = (Node) Proxy.newProxyInstance(
                Node.class.getClassLoader(), new Class<?>[] {Node.class}, (proxy, method, questions) -> {
                    Object answer = answer(node, method, questions);
                    boolean wrong = asksForWallets(method, questions) && LIES.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
                    return wrong ? slipped((List<?>) answer) : answer;
                });
        Map<String, String> audits =
                Map.of("backfill-above", "60", "audit-calls", "200", "audit.full-scan-interval", "0s");
        indexer = TestIndexers.indexer(network, slips, store, BOARD, audits);
        for (String version : List.of("classic", "daylock", "pool")) {
            if (!version.equals("classic")) {
                chain.upgrade(version);
            }
            chain.play(Counts.of(600));
            TestIndexers.catchUp(indexer);
        }
        List.of("pool-session", "many-holds", "overdue-session").forEach(chain::scenario);
        audit();
    }

    @AfterAll
    static void end() {
        chain.close();
    }

    @Test
    void everyAddressWithMorInTheContractIsVerifiedAndNoneDiffers() {
        Set<Address> walked = walked();
        List<String> others = new ArrayList<>();
        addresses().forEach(address -> {
            Verification verification = verification(address);
            boolean isUnasked = verification.status() == Status.UNCHECKED && !walked.contains(address);
            if (verification.status() != Status.VERIFIED && !isUnasked) {
                others.add(address + ": " + verification);
            }
        });
        assertThat(others).as(audits().toString()).isEmpty();
        assertThat(walked).isNotEmpty();
        assertThat(audits().agreed()).isGreaterThanOrEqualTo(walked.size());
        Counts.say("audit: %d addresses with MOR in the contract verified, %d audits agree"
                .formatted(walked.size(), audits().agreed()));
    }

    @Test
    void aHoldRowThatStorageHasOtherwiseIsAMismatchUntilItAgreesAgain() {
        Address holder = holder();
        String slot = HoldSlots.of(holder).amount(0).toString();
        String before = chain.rpc("eth_getStorageAt", network.diamond().toString(), slot, "latest")
                .asText();
        setStorage(slot, "0x" + "0".repeat(63) + "7");
        assertThat(verification(holder).status()).isEqualTo(Status.MISMATCH);
        assertThat(audits().mismatches())
                .anySatisfy(one -> assertThat(one.differences()).contains("sum of hold rows", "hold row"));
        audit();
        assertThat(verification(holder).status()).isEqualTo(Status.MISMATCH);
        setStorage(slot, before);
        assertThat(verification(holder).status()).isEqualTo(Status.VERIFIED);
    }

    /** As anvil does about its newest block while it mines the next one, and servers behind one address about each other's. */
    @Test
    void anAnswerThatTheNodeTakesBackIsNoDifference() {
        chain.play(1);
        TestIndexers.catchUp(indexer);
        LIES.set(1);
        for (int step = 0; step < PASSES && LIES.get() > 0; step++) {
            indexer.step();
        }
        assertThat(LIES).as("answers still to be wrong").hasValue(0);
        assertThat(audits().differed()).isZero();
        assertThat(audits().mismatches()).isEmpty();
    }

    private static Object answer(Node node, Method method, Object[] questions) throws Throwable {
        try {
            return method.invoke(node, questions);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** As audits do; others ask the token about the Diamond. */
    private static boolean asksForWallets(Method method, Object[] questions) {
        if (!method.getName().equals("call")) {
            return false;
        }
        ViewCall first = (ViewCall) ((List<?>) questions[1]).getFirst();
        return first.to().equals(network.token())
                && first.data().length > Address.BYTES
                && !Hex.of(first.data()).endsWith(network.diamond().toString().substring(2));
    }

    /** The first is of another amount. */
    private static List<Object> slipped(List<?> results) {
        List<Object> wrong = new ArrayList<>(results);
        byte[] data = ((CallResult) results.getFirst()).data().clone();
        data[data.length - 1] ^= 1;
        wrong.set(0, new CallResult(true, data));
        return wrong;
    }

    @Test
    void aBalanceThatWasEditedIsAMismatchAndStaysAsItIs() {
        Address holder = holder();
        String row = " where address = '\\x" + holder.toString().substring(2).toLowerCase(Locale.ROOT) + "'";
        assertThat(TestStores.edit(network, "update balances set wallet = coalesce(wallet, 0) + 1" + row))
                .isEqualTo(1);
        audit();
        assertThat(verification(holder).status()).isEqualTo(Status.MISMATCH);
        assertThat(audits().differed()).isEqualTo(1);
        assertThat(TestStores.edit(network, "update balances set wallet = wallet - 1" + row))
                .isEqualTo(1);
        audit();
        assertThat(verification(holder).status()).isEqualTo(Status.VERIFIED);
    }

    @Test
    void whatWasBookedToTheWrongSessionIsAMismatchOfItsProvider() {
        Session owing = TestStores.statement(network).sessions().stream()
                .filter(session -> session.closing().isPresent()
                        && session.owed(session.closing().get().closedAt()).isPositive())
                .findFirst()
                .orElseThrow();
        Address provider = owing.facts().provider();
        String row = " where session_id = '\\x" + owing.id().toString().substring(2) + "'";
        assertThat(TestStores.edit(network, "update sessions set provider_paid = provider_paid + 1" + row))
                .isEqualTo(1);
        audit();
        assertThat(verification(provider).status()).isEqualTo(Status.MISMATCH);
        assertThat(audits().mismatches())
                .anySatisfy(one -> assertThat(one.differences()).contains("collected of session " + owing.id()));
        assertThat(TestStores.edit(network, "update sessions set provider_paid = provider_paid - 1" + row))
                .isEqualTo(1);
        audit();
        assertThat(verification(provider).status()).isEqualTo(Status.VERIFIED);
    }

    @Test
    void aReorganisationDropsTheVerdictsAboveIt() {
        chain.play(5);
        audit();
        long before = store.checkpoint().orElseThrow().number();
        assertThat(audits().lastBlock()).isEqualTo(OptionalLong.of(before));
        chain.reorganise(4);
        BlockRef fork = stepUntilBelow(before);
        assertThat(store.audits().summary().lastBlock().orElse(0)).isLessThanOrEqualTo(fork.number());
        audit();
        everyAddressWithMorInTheContractIsVerifiedAndNoneDiffers();
    }

    @Test
    void auditsOfABlockThatIsNotOursAreNotKept() {
        BlockRef head = store.checkpoint().orElseThrow();
        BlockRef other = new BlockRef(head.number(), new Hash(1, 2, 3, 4), Instant.EPOCH);
        Address holder = holder();
        assertThat(store.audits().keep(other, List.of(new AuditResult(holder, List.of("invented")))))
                .isFalse();
        assertThat(verification(holder).status()).isEqualTo(Status.VERIFIED);
    }

    private static BlockRef stepUntilBelow(long number) {
        for (int step = 0; step < 10; step++) {
            indexer.step();
            BlockRef checkpoint = store.checkpoint().orElseThrow();
            if (checkpoint.number() < number) {
                return checkpoint;
            }
        }
        throw new AssertionError("the reorganisation was not noticed");
    }

    private static void setStorage(String slot, String word) {
        chain.rpc("anvil_setStorageAt", network.diamond().toString(), slot, word);
        long now = Long.decode(chain.rpc("eth_getBlockByNumber", "latest", false)
                .get("timestamp")
                .asText());
        chain.rpc("evm_mine", now + 1);
        audit();
    }

    /** Catches up, and as many passes as the slow walk needs to come round. */
    private static void audit() {
        for (int pass = 0; pass < PASSES; pass++) {
            TestIndexers.catchUp(indexer);
        }
    }

    private static Address holder() {
        JsonNode truth = chain.truth();
        for (Map.Entry<String, JsonNode> entry : truth.get("addresses").properties()) {
            JsonNode rows = entry.getValue().get("onHold").get("rows");
            if (!rows.isEmpty() && !rows.get(0).get("amount").asText().equals("0")) {
                return Address.of(entry.getKey());
            }
        }
        throw new AssertionError("nobody has MOR on hold in this history");
    }

    private static List<Address> addresses() {
        return chain.truth().get("addresses").properties().stream()
                .map(entry -> Address.of(entry.getKey()))
                .filter(address -> !address.equals(network.diamond()) && !address.equals(Address.ZERO))
                .filter(address -> TestStores.stores()
                        .read(network.name(), networkReads -> networkReads.accounts(address))
                        .firstSeen()
                        .isPresent())
                .toList();
    }

    /** Others are only asked about when a block touches them. */
    private static Set<Address> walked() {
        return Set.copyOf(store.audits().holdersAfter(Optional.empty(), 10_000));
    }

    private static Verification verification(Address address) {
        return TestStores.stores()
                .read(network.name(), networkReads -> networkReads.accounts(address))
                .verification();
    }

    private static Audits audits() {
        return BOARD.of(network.name()).orElseThrow().audits();
    }
}
