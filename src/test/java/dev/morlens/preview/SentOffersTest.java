package dev.morlens.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.ask.AsOf;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.preview.Delegates.Delegate;
import dev.morlens.preview.action.ActionKind;
import dev.morlens.preview.action.Outlook;
import dev.morlens.preview.action.Outlook.OutlookState;
import dev.morlens.preview.action.RecoveryAction;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.abi.PoolViews;
import dev.morlens.protocol.abi.Revert;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.abi.TokenViews;
import dev.morlens.protocol.abi.View;
import dev.morlens.protocol.call.DelegatedRight;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.PoolState;
import dev.morlens.protocol.view.ViewReader;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.Counts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every call that is offered is sent as it is handed out, and does what was said of it. */
class SentOffersTest {

    private static final Address ANYBODY = Address.of("0x00000000000000000000000000000000000a11ce");

    /** Those that take days come first; the last one empties the funding account. */
    private static final List<String> SCENES = List.of(
            "pool-long-queue",
            "long-overdue",
            "pool-session",
            "provider-stake",
            "models-with-bids",
            "model-owner",
            "direct-payment-due",
            "claim-within-limit",
            "running-session",
            "pool-queue",
            "locked-hold",
            "many-overdue");

    private static final long SEED = Counts.seed("SentOffersTest");

    private static PreviewStage stage;

    /** How many of what was said, by kind and outlook. */
    private final Map<String, Integer> sent = new TreeMap<>();

    /** The same of all that was ever sent. */
    private final Set<String> everSent = new TreeSet<>();

    /** Who was offered to collect for a provider: most of these claims work only after the funding account is filled. */
    private final Set<Address> collectors = new TreeSet<>();

    @BeforeAll
    static void begin() {
        stage = new PreviewStage(SEED, 30);
        stage.chain.upgrade("daylock");
        stage.chain.play(30);
        stage.chain.upgrade("pool");
        stage.chain.play(Counts.of(600));
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @Test
    void everyCallOfferedToSamplesAndStrangersDoesWhatIsSaidOfIt() {
        List<JsonNode> scenes = scenes();
        JsonNode overdue = scenes.getLast();
        List<Address> samples = Stream.concat(
                        samples().stream(), scenes.stream().flatMap(SentOffersTest::people))
                .distinct()
                .toList();
        List<Address> all =
                Stream.concat(samples.stream(), strangers()).distinct().toList();
        all.forEach(this::judge);
        report("funding account empty, " + all.size() + " addresses");
        assertThat(sent.keySet())
                .contains(
                        "CLOSE_SESSION FAILS tried",
                        "CLOSE_SESSION FAILS",
                        "DEREGISTER_MODEL FAILS",
                        "WITHDRAW_FROM_POOL WORKS tried",
                        "PAY_PENDING_WITHDRAWALS WORKS tried",
                        "RELEASE_POOL_HOLDS LATER",
                        "CLAIM_HOLDS LATER",
                        "SETTLE_SESSION LATER");
        sent.clear();
        stage.chain.scenario("allowance-given");
        List<Address> paid =
                Stream.concat(samples.stream(), collectors.stream()).distinct().toList();
        paid.forEach(this::judge);
        report("funding account filled, " + paid.size() + " addresses");
        assertThat(sent.keySet())
                .contains("CLOSE_SESSION WORKS tried", "CLOSE_SESSION WORKS", "DEREGISTER_MODEL FAILS");
        sent.clear();
        stage.chain.scenario("allowance-revoked");
        judge(Address.of(overdue.get("user").asText()));
        report("allowance revoked");
        assertThat(sent.keySet())
                .contains("CLOSE_SESSION FAILS")
                .noneMatch(key -> key.startsWith("CLOSE_SESSION WORKS"));
        stage.chain.scenario("allowance-given");
        assertThat(everSent)
                .as("not passed over because there was none")
                .anyMatch(key -> key.startsWith("CLAIM_FOR_PROVIDER "))
                .anyMatch(key -> key.startsWith("DEREGISTER_PROVIDER "))
                .anyMatch(key -> key.startsWith("SETTLE_SESSION WORKS"))
                .anyMatch(key -> key.startsWith("CLAIM_HOLDS WORKS"));
    }

    /** Whoever is named in what a scene made. */
    private static Stream<Address> people(JsonNode made) {
        return made.propertyStream()
                .map(field -> field.getValue().asText())
                .filter(text -> text.matches("0x[0-9a-fA-F]{40}"))
                .map(Address::of);
    }

    /** @return what each of them made */
    private static List<JsonNode> scenes() {
        List<JsonNode> made = new ArrayList<>();
        for (String scene : SCENES) {
            if (scene.equals("pool-queue")) {
                // what this and the next ones hold must still be held at the end
                stage.chain.ask("midnight", Map.of());
            }
            made.add(stage.chain.scenario(scene).get("made"));
        }
        return made;
    }

    private void report(String when) {
        Counts.say("SentOffersTest: " + when + ": " + sent);
        assertThat(sent.keySet()).noneMatch(key -> key.contains("NOT_KNOWN"));
    }

    @Test
    void whatAnUpgradeRemovedIsNoOfferAndSaidToBeRemovedOnlyThen() {
        for (String scene : List.of("claims-cut-out", "close-cut-out")) {
            Address user = Address.of(
                    stage.chain.scenario(scene).get("made").get("user").asText());
            stage.catchUp();
            RecoveryAction first = stage.actions().of(stage.network, user).actions().stream()
                    .filter(recoveryAction -> recoveryAction.wouldFail())
                    .findFirst()
                    .orElseThrow();
            assertThat(first.calls()).isEmpty();
            assertThat(first.outlook().orElseThrow().error()).contains("Diamond: selector is not registered");
            assertThat(first.outlook().orElseThrow().reason().orElseThrow())
                    .contains("The contract does not have this function at present. An upgrade at block", "removed ");
            stage.chain.scenario("put-back");
            stage.catchUp();
            assertThat(stage.actions()
                            .of(stage.network, user)
                            .actions()
                            .getFirst()
                            .calls())
                    .as("it is back")
                    .isNotEmpty();
        }
    }

    /** As anybody would send what the page of a waiting funder hands out. */
    @Test
    void bothCallsOfAPoolDoWhatIsSaidOfThem() {
        int times = Math.max(3, Counts.of(30));
        for (int i = 0; i < times; i++) {
            JsonNode held = stage.chain.scenario("pool-queue").get("made");
            stage.anvil.mine(midnight(stage.catchUp().now()));
            poolCall(ActionKind.RELEASE_POOL_HOLDS, held.get("second"), held.get("hot"));
            JsonNode queued = stage.chain.scenario("pool-long-queue").get("made");
            poolCall(ActionKind.PAY_PENDING_WITHDRAWALS, queued.get("waiting").get(4), queued.get("hot"));
        }
    }

    private static void poolCall(ActionKind actionKind, JsonNode funder, JsonNode pool) {
        AsOf before = stage.catchUp();
        Address hot = Address.of(pool.asText());
        RecoveryAction offer = stage.actions().of(stage.network, Address.of(funder.asText())).actions().stream()
                .filter(recoveryAction -> recoveryAction.kind() == actionKind
                        && recoveryAction.subject().equals(Optional.of(hot.checksummed())))
                .findFirst()
                .orElseThrow();
        assertThat(offer.outlook().orElseThrow().state()).isEqualTo(OutlookState.WORKS);
        assertThat(offer.now()).hasSize(1);
        ViewCall viewCall = offer.now().getFirst().call().call();
        assertThat(stage.send(ANYBODY, viewCall, before.now().plusSeconds(1)))
                .as(offer.toString())
                .isTrue();
        PoolState after = pool(hot);
        if (actionKind == ActionKind.RELEASE_POOL_HOLDS) {
            assertThat(read(views().getPoolStakesOnHold(hot)).available()).isEqualTo(Wei.ZERO);
            assertThat(stage.send(ANYBODY, viewCall, before.now().plusSeconds(2)))
                    .as("again, with nothing left to release")
                    .isFalse();
        } else {
            assertThat(after.pendingTotal()).isEqualTo(Wei.ZERO);
        }
        stage.catchUp();
    }

    /** Whoever holds the right that a call wants gets what the owner gets, and pays it to the owner; others get nowhere. */
    @Test
    void whatADelegateIsOfferedDoesWhatIsSaidOfItAccordingToItsRights() {
        Delegates delegates = new Delegates(stage);
        delegates.areNamedAsByTheContract();
        List<Address> owners = owners();
        owners.forEach(delegates::given);
        for (Address owner : owners) {
            List<RecoveryAction> own = judge(owner);
            for (Delegate delegate : Delegates.ALL) {
                List<RecoveryAction> offered = judge(owner, delegate.address());
                assertThat(offered).hasSameSizeAs(own);
                own.forEach(recoveryAction -> isAsItsRightsAre(recoveryAction, delegate, offered));
            }
        }
        report("delegates of " + owners.size() + " owners");
        assertThat(everSent)
                .as("not passed over because there was none")
                .contains(
                        "CLAIM_HOLDS WORKS",
                        "CLOSE_SESSION WORKS",
                        "SETTLE_SESSION LATER",
                        "CLAIM_FOR_PROVIDER WORKS",
                        "DEREGISTER_PROVIDER WORKS",
                        "DEREGISTER_MODEL WORKS",
                        "DEREGISTER_MODEL FAILS",
                        "WITHDRAW_FROM_POOL TAKES_MORE",
                        "RELEASE_POOL_HOLDS LATER");
    }

    /** What comes last holds for hours only. */
    private static List<Address> owners() {
        stage.chain.scenario("allowance-given");
        List<Address> owners = new ArrayList<>(
                people(stage.chain.scenario("locked-hold").get("made")).toList());
        stage.chain.ask("midnight", Map.of());
        for (String scene : List.of("provider-stake", "model-owner", "direct-overdue", "pool-queue")) {
            people(stage.chain.scenario(scene).get("made")).forEach(owners::add);
        }
        return owners.stream().distinct().toList();
    }

    private static void isAsItsRightsAre(RecoveryAction own, Delegate delegate, List<RecoveryAction> offered) {
        RecoveryAction its = offered.stream()
                .filter(recoveryAction -> recoveryAction.kind() == own.kind()
                        && recoveryAction.subject().equals(own.subject()))
                .findFirst()
                .orElseThrow();
        Outlook outlook = its.outlook().orElseThrow();
        Optional<DelegatedRight> missing = wanted(own).stream()
                .filter(right -> !delegate.rights().contains(right))
                .findFirst();
        assertThat(its.owner()).isEqualTo(own.from());
        if (own.kind() == ActionKind.WITHDRAW_FROM_POOL) {
            assertThat(its.calls()).isEmpty();
            assertThat(its.from()).as("only the funder can").isEqualTo(own.from());
        } else if (missing.isPresent()) {
            assertThat(outlook.error()).as(its.toString()).contains("InsufficientRightsForOperation");
            assertThat(outlook.reason().orElseThrow())
                    .contains(
                            own.from().checksummed(),
                            delegate.address().checksummed(),
                            missing.get().text(),
                            "At block " + outlook.block().orElseThrow().number());
        } else {
            assertThat(its.from()).isEqualTo(delegate.address());
            assertThat(outlook.state())
                    .as(its.toString())
                    .isEqualTo(own.outlook().orElseThrow().state());
            assertThat(its.calls())
                    .extracting(CallStep::expected)
                    .isEqualTo(own.calls().stream().map(CallStep::expected).toList());
        }
    }

    /** In the order in which the calls want them. */
    private static List<DelegatedRight> wanted(RecoveryAction recoveryAction) {
        return switch (recoveryAction.kind()) {
            case CLAIM_HOLDS, CLOSE_SESSION, CLAIM_FOR_PROVIDER -> List.of(DelegatedRight.SESSION);
            case DEREGISTER_MODEL -> List.of(DelegatedRight.MODEL);
            case DEREGISTER_PROVIDER ->
                recoveryAction.calls().size() > 1
                        ? List.of(DelegatedRight.MARKETPLACE, DelegatedRight.PROVIDER)
                        : List.of(DelegatedRight.PROVIDER);
            default -> List.of();
        };
    }

    private List<RecoveryAction> judge(Address address) {
        return judge(address, address);
    }

    private List<RecoveryAction> judge(Address address, Address sender) {
        AsOf asOf = stage.catchUp();
        Instant time = asOf.now().plusSeconds(1);
        boolean failing = false;
        List<RecoveryAction> all =
                stage.actions().of(stage.network, address, Optional.of(sender)).actions();
        for (RecoveryAction offered : all) {
            OutlookState outlookState = offered.outlook().orElseThrow().state();
            assertThat(failing && outlookState != OutlookState.FAILS)
                    .as("what fails comes last")
                    .isFalse();
            failing = outlookState == OutlookState.FAILS;
            if (offered.kind() == ActionKind.CLAIM_FOR_PROVIDER) {
                collectors.add(address);
            }
            boolean tried = offered.dryRun().isPresent();
            sent.merge(offered.kind() + " " + outlookState + (tried ? " tried" : ""), 1, Integer::sum);
            assertThat(tried || offered.outlook().get().reason().isPresent())
                    .as("tried, or why not")
                    .isTrue();
            if (offered.ifLater().stream()
                    .noneMatch(laterAction -> !laterAction.second().isAfter(time))) {
                everSent.add(offered.kind() + " " + outlookState);
                stage.anvil.undone(() -> {
                    judge(offered, outlookState, time);
                    return null;
                });
            }
        }
        return all;
    }

    private static void judge(RecoveryAction offered, OutlookState outlookState, Instant time) {
        switch (outlookState) {
            case WORKS -> works(offered, time);
            case FAILS -> {
                assertThat(offered.now()).as("no ready-made calls").isEmpty();
                fails(offered, time);
            }
            case LATER -> {
                assertThat(offered.now()).as("no ready-made calls").isEmpty();
                later(offered, time);
            }
            case TAKES_MORE -> assertThat(offered.calls()).isEmpty();
            case NOT_KNOWN -> throw new AssertionError("left open: " + offered);
        }
    }

    private static void works(RecoveryAction offered, Instant time) {
        assertThat(offered.now()).isNotEmpty();
        Instant next = time;
        for (CallStep callStep : offered.calls()) {
            next = callStep.notBefore().filter(next::isBefore).orElse(next);
            Wei before = balance(offered.owner());
            Wei senders = balance(offered.from());
            assertThat(stage.send(offered.from(), callStep.call().call(), next))
                    .as("%s at %s", offered, next)
                    .isTrue();
            Wei paid = balance(offered.owner()).minus(before);
            if (offered.byAnother()) {
                assertThat(balance(offered.from())).as(offered.toString()).isEqualTo(senders);
            }
            callStep.expected()
                    .ifPresent(wei -> assertThat(paid).as(offered.toString()).isEqualTo(wei));
            next = next.plusSeconds(1);
        }
        assertThat(isDone(offered)).as(offered.toString()).isTrue();
    }

    /** What was said that it does, as the contract tells. */
    private static boolean isDone(RecoveryAction offered) {
        String subject = offered.subject().orElse("");
        return switch (offered.kind()) {
            case CLOSE_SESSION, SETTLE_SESSION ->
                read(new SessionViews(stage.network.diamond()).getSession(SessionId.of(subject)))
                        .closedAt()
                        .isPresent();
            case DEREGISTER_MODEL -> read(market().getModel(Hash.of(subject))).deleted();
            case DEREGISTER_PROVIDER ->
                read(market().getProvider(offered.owner())).deleted();
            case WITHDRAW_FROM_POOL ->
                read(views().getStakingAllowance(offered.owner(), Address.of(subject)))
                        .principal()
                        .isZero();
            case RELEASE_POOL_HOLDS ->
                read(views().getPoolStakesOnHold(Address.of(subject)))
                        .available()
                        .isZero();
            case PAY_PENDING_WITHDRAWALS ->
                pool(Address.of(subject)).pendingTotal().isZero()
                        || pool(Address.of(subject)).free().isZero();
            case CLAIM_HOLDS, CLAIM_FOR_PROVIDER ->
                offered.calls().getFirst().expected().isPresent();
        };
    }

    private static void fails(RecoveryAction offered, Instant time) {
        if (offered.calls().isEmpty()) {
            return;
        }
        Instant next = time;
        for (CallStep callStep : offered.calls()) {
            next = callStep.notBefore().filter(next::isBefore).orElse(next);
            ViewCall viewCall = callStep.call().call();
            CallResult result = stage.node.callAs(offered.from(), BlockId.latest(), viewCall);
            if (!result.success()) {
                assertThat(Revert.of(result.data()).error())
                        .as(offered.toString())
                        .isEqualTo(offered.outlook().orElseThrow().error().orElseThrow());
                assertThat(stage.send(offered.from(), viewCall, next))
                        .as(offered.toString())
                        .isFalse();
                return;
            }
            assertThat(stage.send(offered.from(), viewCall, next))
                    .as(offered.toString())
                    .isTrue();
            next = next.plusSeconds(1);
        }
        throw new AssertionError("all of it was taken: " + offered);
    }

    /** Refused now; taken then, unless what pays is empty. */
    private static void later(RecoveryAction offered, Instant time) {
        CallStep first = offered.calls().getFirst();
        assertThat(stage.send(offered.from(), first.call().call(), time))
                .as("sent before its time: " + offered)
                .isFalse();
        boolean paidByOthers = offered.kind() == ActionKind.CLAIM_FOR_PROVIDER;
        assertThat(stage.send(
                        offered.from(),
                        first.call().call(),
                        offered.notBefore(first).orElseThrow()))
                .as("sent at its time: " + offered)
                .isEqualTo(!paidByOthers || offered.notBefore(first).isEmpty() || funded());
    }

    private static boolean funded() {
        return balance(Address.of(stage.chain.fundingAccount())).isPositive();
    }

    private static List<Address> samples() {
        List<Address> samples = new ArrayList<>();
        stage.chain
                .samples()
                .forEach(sample -> samples.add(Address.of(sample.get("address").asText())));
        return samples;
    }

    private static Stream<Address> strangers() {
        stage.catchUp();
        List<Address> all = new ArrayList<>(TestStores.statement(stage.network).balances().keySet().stream()
                .map(account -> account.owner())
                .filter(owner -> !owner.equals(Address.ZERO) && !owner.equals(stage.network.diamond()))
                .distinct()
                .sorted()
                .toList());
        Collections.shuffle(all, new Random(SEED));
        return all.stream().limit(Counts.of(200));
    }

    private static Instant midnight(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), 86_400L) * 86_400 + 86_400);
    }

    private static PoolState pool(Address hot) {
        return read(views().getStakingPool(hot));
    }

    private static PoolViews views() {
        return new PoolViews(stage.network.diamond());
    }

    private static MarketViews market() {
        return new MarketViews(stage.network.diamond());
    }

    private static Wei balance(Address of) {
        return read(new TokenViews(stage.network.token()).balanceOf(of));
    }

    private static <T> T read(View<T> view) {
        return new ViewReader(stage.node).read(BlockId.latest(), view);
    }
}
