package dev.morlens.api.address;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.api.network.ContractTruth;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.http.HttpTest;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.chain.OwnChainProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trouble made by real transactions, on a chain of the pool version, and asked about over HTTP. */
@QuarkusTest
@TestProfile(OwnChainProfile.class)
class DiagnosisOnChainTest extends HttpTest {

    private static final Duration GRACE = Duration.ofDays(1);
    private static final String STRANGER = "0x00000000000000000000000000000000000000aa";
    private static final Function<ContractTruth, Wei> NO_AMOUNT = truth -> null;
    private static final Function<ContractTruth, Instant> NO_TIME = truth -> null;

    /**
     * What a finding is expected to say.
     *
     * @param words of its explanation or evidence
     * @param actions their kinds, in order
     * @param amount by the contracts
     * @param until by the contracts
     * @param others that may be found besides
     * @param sent the transactions among the actions, see {@link #transactions}; null where another test looks at them
     */
    record Expected(
            String scenario,
            String who,
            FindingCode code,
            String words,
            List<String> actions,
            Function<ContractTruth, Wei> amount,
            Function<ContractTruth, Instant> until,
            Set<FindingCode> others,
            List<String> sent) {

        Expected says(String some, String... kinds) {
            return new Expected(scenario, who, code, some, List.of(kinds), amount, until, others, sent);
        }

        Expected about(Function<ContractTruth, Wei> wei) {
            return new Expected(scenario, who, code, words, actions, wei, until, others, sent);
        }

        Expected until(Function<ContractTruth, Instant> time) {
            return new Expected(scenario, who, code, words, actions, amount, time, others, sent);
        }

        Expected beside(FindingCode... more) {
            return new Expected(scenario, who, code, words, actions, amount, until, Set.of(more), sent);
        }

        Expected sending(String... transactions) {
            return new Expected(scenario, who, code, words, actions, amount, until, others, List.of(transactions));
        }

        Expected sendingWhatPoolsTestsSay() {
            return new Expected(scenario, who, code, words, actions, amount, until, others, null);
        }

        @Override
        public String toString() {
            return code + ": " + scenario + " of " + who;
        }
    }

    static Stream<Expected> troubles() {
        return Stream.of(sessions(), holds(), wallets(), stakes()).flatMap(rows -> rows);
    }

    private static Stream<Expected> sessions() {
        return Stream.of(
                of(FindingCode.SESSION_RUNNING, "running-session", "user")
                        .says("Closed at its end", "wait")
                        .about(ContractTruth::stake)
                        .until(ContractTruth::endsAt),
                of(FindingCode.SESSION_OVERDUE, "overdue-today", "user")
                        .says("would succeed", "transaction", "wait")
                        .sending("no call, by user or delegate")
                        .about(ContractTruth::stake)
                        .until(truth -> truth.endsAt().plus(GRACE))
                        .beside(FindingCode.GAS_MISSING),
                of(FindingCode.SESSION_OVERDUE_FUNDING_BALANCE, "overdue-session", "user")
                        .says("is missing for the first", "wait", "operator")
                        .about(ContractTruth::stake)
                        .until(truth -> truth.endsAt().plus(GRACE))
                        .beside(FindingCode.GAS_MISSING),
                of(FindingCode.SESSION_OVERDUE_FUNDING_ALLOWANCE, "allowance-revoked", "user")
                        .says("allowance) is too small: 0.006 MOR is missing", "wait", "operator")
                        .about(ContractTruth::stake)
                        .until(truth -> truth.endsAt().plus(GRACE))
                        .beside(FindingCode.GAS_MISSING),
                of(FindingCode.SESSION_OVERDUE_SETTLEABLE, "long-overdue", "user")
                        .says("anybody may end it", "transaction")
                        .sending("settleExpiredSession by anyone: taken")
                        .about(ContractTruth::stake)
                        .until(truth -> truth.endsAt().plus(GRACE))
                        .beside(FindingCode.GAS_MISSING),
                of(FindingCode.SESSION_OVERDUE_REFUSED, "close-cut-out", "user")
                        .says("Send them this page", "operator")
                        .about(ContractTruth::stake)
                        .beside(FindingCode.GAS_MISSING));
    }

    private static Stream<Expected> holds() {
        return Stream.of(
                of(FindingCode.HOLD_LOCKED, "locked-hold", "user")
                        .says("It is no fee", "wait")
                        .about(ContractTruth::locked)
                        .until(ContractTruth::release),
                of(FindingCode.HOLD_DAY_LOCK, "late-close-held", "user")
                        .says("day-lock upgrade")
                        .about(ContractTruth::locked)
                        .until(ContractTruth::release)
                        .beside(FindingCode.HOLD_LOCKED),
                of(FindingCode.HOLD_CLAIMABLE, "claimable-hold", "user")
                        .says("would succeed", "transaction")
                        .sending("withdrawUserStakes by user or delegate: taken")
                        .about(ContractTruth::released)
                        .until(ContractTruth::release)
                        .beside(FindingCode.GAS_MISSING),
                of(FindingCode.GAS_MISSING, "claimable-hold", "user")
                        .says("MOR cannot pay for gas", "check")
                        .beside(FindingCode.HOLD_CLAIMABLE),
                of(FindingCode.HOLD_LOCKED_TAIL, "locked-tail", "user")
                        .says("SessionUserAmountToWithdrawIsZero", "transaction")
                        .sending("withdrawUserStakes by user or delegate: taken")
                        .about(ContractTruth::released)
                        .beside(FindingCode.HOLD_CLAIMABLE, FindingCode.HOLD_LOCKED, FindingCode.GAS_MISSING),
                of(FindingCode.CLAIM_NOT_AVAILABLE, "claims-cut-out", "user")
                        .says("none of them has that function", "operator")
                        .about(ContractTruth::released)
                        .beside(FindingCode.GAS_MISSING));
    }

    private static Stream<Expected> wallets() {
        return Stream.of(
                of(FindingCode.MOR_LEFT, "empty-wallet", "user")
                        .says("40.00 MOR burnt", "check")
                        .about(truth -> Wei.of("100000000000000000000"))
                        .beside(FindingCode.ALLOWANCE_ONLY),
                of(FindingCode.ALLOWANCE_ONLY, "empty-wallet", "user")
                        .says("without limit", "check")
                        .beside(FindingCode.MOR_LEFT),
                of(FindingCode.MOR_SENT_TO_CONTRACT, "fee-and-gift", "giver")
                        .says("3.00 MOR to", "operator")
                        .about(truth -> truth.amount("gift")));
    }

    private static Stream<Expected> stakes() {
        return Stream.of(
                of(FindingCode.PROVIDER_STAKE, "provider-stake", "provider")
                        .says("the whole stake", "transaction")
                        .sending("no call, by user or delegate")
                        .about(truth -> truth.provider().stake()),
                of(FindingCode.PROVIDER_STAKE_RETAINED, "retained-stake", "provider")
                        .says("second deregistration is refused", "wait")
                        .about(truth -> truth.provider().stake())
                        .until(truth -> truth.provider().limitPeriodEnd()),
                of(FindingCode.PROVIDER_STAKE, "direct-disputed", "provider")
                        .says("have to be deleted first", "transaction")
                        .sending("no call, by user or delegate")
                        .about(truth -> truth.provider().stake())
                        .beside(FindingCode.PROVIDER_DUE, FindingCode.GAS_MISSING),
                of(FindingCode.PROVIDER_DUE, "direct-disputed", "provider")
                        .says("On the day of a close the claim can fail", "transaction")
                        .sending("claimForProvider by user or delegate: refused")
                        .about(ContractTruth::due)
                        .until(truth -> DayLock.releaseAt(truth.closedAt()))
                        .beside(FindingCode.PROVIDER_STAKE, FindingCode.GAS_MISSING),
                of(FindingCode.PROVIDER_DUE, "collected-ahead", "provider")
                        .says("is owed to this provider", "transaction")
                        .sending("claimForProvider by user or delegate: refused")
                        .about(ContractTruth::due)
                        .until(truth -> DayLock.releaseAt(truth.closedAt()))
                        .beside(FindingCode.PROVIDER_STAKE, FindingCode.GAS_MISSING),
                of(FindingCode.PROVIDER_DUE_LIMITED, "direct-payment-due", "provider")
                        .says("at most as much as its stake", "transaction", "wait")
                        .sending("no call, by user or delegate")
                        .about(ContractTruth::due)
                        .until(truth -> truth.provider().limitPeriodEnd())
                        .beside(FindingCode.PROVIDER_STAKE, FindingCode.GAS_MISSING),
                of(FindingCode.PROVIDER_STAKE, "direct-payment-due", "provider")
                        .says("stays behind: deregistering now would return 0.00 MOR", "transaction")
                        .sending("no call, by user or delegate")
                        .about(truth -> truth.provider().stake())
                        .until(truth -> truth.provider().limitPeriodEnd())
                        .beside(FindingCode.PROVIDER_DUE_LIMITED, FindingCode.GAS_MISSING),
                of(FindingCode.MODEL_STAKE, "model-owner", "owner")
                        .says("2.00 MOR", "transaction")
                        .sending("no call, by user or delegate")
                        .about(ContractTruth::modelStake),
                of(FindingCode.POOL_FUNDER, "pool-session", "funder")
                        .says("is tied up in sessions", "transaction")
                        .sendingWhatPoolsTestsSay()
                        .about(truth -> truth.grant("funder").principal()),
                of(FindingCode.POOL_HOT_WALLET, "pool-session", "hot")
                        .says("not counted as this wallet's own")
                        .about(truth -> truth.grant("funder").principal())
                        .beside(FindingCode.SESSION_RUNNING),
                of(FindingCode.POOL_WITHDRAWAL_PENDING, "pool-queue", "second")
                        .says("order of the queue", "transaction", "wait")
                        .sendingWhatPoolsTestsSay()
                        .about(truth -> truth.grant("second").pendingOwed())
                        .until(truth -> DayLock.releaseAt(truth.closedAt()))
                        .beside(FindingCode.POOL_FUNDER));
    }

    private static Expected of(FindingCode findingCode, String scenario, String who) {
        return new Expected(scenario, who, findingCode, "", List.of(), NO_AMOUNT, NO_TIME, Set.of(), List.of());
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void aTroubleIsFoundProvenAndAnswered(Expected expected) throws InterruptedException {
        JsonNode made = stage(expected.scenario());
        JsonPath diagnosis = diagnose(made, made.get("made").get(expected.who()).asText());
        ContractTruth truth = truth(made, diagnosis);
        Wei amount = expected.amount().apply(truth);
        Instant until = expected.until().apply(truth);
        mend();
        List<String> codes = diagnosis.getList("findings.code");
        assertThat(codes.stream().map(FindingCode::valueOf).filter(findingCode -> findingCode != expected.code()))
                .isSubsetOf(expected.others());
        String path = "findings.find { it.code == '" + expected.code() + "' }";
        assertThat(diagnosis.getString(path)).contains(expected.words());
        assertThat(diagnosis.getString(path + ".amount")).isEqualTo(amount == null ? null : amount.toString());
        assertThat(diagnosis.getString(path + ".until")).isEqualTo(until == null ? null : until.toString());
        assertThat(diagnosis.<String>getList(path + ".actions.kind")).isEqualTo(expected.actions());
        if (expected.sent() != null) {
            assertThat(transactions(
                            diagnosis,
                            path,
                            made.get("made").get(expected.who()).asText(),
                            truth))
                    .isEqualTo(expected.sent());
        }
    }

    /** Each with who may send it and, where its call is given, whether the contract takes it from them at this block. */
    private static List<String> transactions(JsonPath diagnosis, String path, String address, ContractTruth truth) {
        List<Map<String, Object>> actions = diagnosis.getList(path + ".actions.findAll { it.kind == 'transaction' }");
        return actions.stream()
                .map(action -> transaction(action, address, truth))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static String transaction(Map<String, Object> action, String address, ContractTruth truth) {
        List<String> who = (List<String>) action.get("who");
        String by = "by " + String.join(" or ", who);
        Map<String, Object> call = (Map<String, Object>) action.get("call");
        if (call == null) {
            return "no call, " + by;
        }
        var network = LocalChain.chain().network("local");
        assertThat(call.get("to")).isEqualTo(network.diamond().checksummed());
        assertThat(call.get("value")).isEqualTo("0");
        assertThat(((Number) call.get("chainId")).longValue()).isEqualTo(network.chainId());
        assertThat((String) call.get("cast")).contains((String) call.get("function"));
        String from = who.contains("user") ? address : STRANGER;
        String function = ((String) call.get("function")).replaceAll("\\(.*", "");
        return function + " " + by + ": " + (truth.takes(from, (String) call.get("data")) ? "taken" : "refused");
    }

    @Test
    void anEmptyRowInFrontIsNamedAndLockedRowsAreNotWhereTheContractSkipsThem() throws InterruptedException {
        LocalChain.chain().upgrade("classic");
        try {
            JsonNode made = stage("zero-tail");
            namesTheEmptyRow(made);
            LocalChain.chain().upgrade("pool");
            namesTheEmptyRow(made);
            LocalChain.chain().upgrade("classic");
            JsonNode locked = stage("locked-tail");
            assertThat(codes(locked, locked.get("made").get("user").asText()))
                    .contains("HOLD_CLAIMABLE", "HOLD_LOCKED")
                    .doesNotContain("HOLD_LOCKED_TAIL", "HOLD_ZERO_ROW");
        } finally {
            LocalChain.chain().upgrade("pool");
        }
    }

    private static void namesTheEmptyRow(JsonNode made) throws InterruptedException {
        JsonPath diagnosis = diagnose(made, made.get("made").get("user").asText());
        assertThat(diagnosis.getList("findings.code"))
                .containsExactly("HOLD_CLAIMABLE", "HOLD_ZERO_ROW", "ADDRESS_IS_CONTRACT");
        assertThat(diagnosis.getString("findings[1].amount"))
                .isEqualTo(truth(made, diagnosis).released().toString());
        assertThat(diagnosis.getList("findings[1].actions.kind")).containsExactly("transaction");
        assertThat(diagnosis.getString("findings[1]")).contains("SessionUserAmountToWithdrawIsZero");
    }

    private static ContractTruth truth(JsonNode made, JsonPath answer) {
        return new ContractTruth(
                LocalChain.chain(),
                made.get("made"),
                answer.getLong("asOf.blockNumber"),
                Instant.parse(answer.getString("asOf.timestamp")));
    }

    @Test
    void amountsAndTimesAreTheContracts() throws InterruptedException {
        JsonNode made = stage("allowance-revoked");
        JsonPath revoked = diagnose(made, made.get("made").get("user").asText());
        Instant endsAt = Instant.ofEpochSecond(made.get("made").get("endsAt").asLong());
        String id = made.get("made").get("session").asText();
        assertThat(revoked.getString("findings.find { it.code =~ 'FUNDING' }.amount"))
                .isEqualTo(given().get(API + "/sessions/" + id).path("stake"));
        assertThat(Instant.parse(revoked.getString("findings.find { it.code =~ 'FUNDING' }.until")))
                .isEqualTo(endsAt.plus(Duration.ofDays(1)));
        assertThat(revoked.getString("findings.find { it.code =~ 'FUNDING' }"
                        + ".evidence.find { it.label == 'It has allowed less than that since' }.value"))
                .as("the last block is that of the approval")
                .isEqualTo(FindingText.time(Instant.parse(revoked.getString("asOf.timestamp"))));
        JsonNode given = stage("allowance-given");
        JsonPath mended = diagnose(given, made.get("made").get("user").asText());
        assertThat(mended.<String>getList("findings.code"))
                .contains("SESSION_OVERDUE")
                .noneMatch(code -> code.contains("FUNDING"));
        assertThat(mended.getString("findings.find { it.code == 'SESSION_OVERDUE' }"))
                .contains("would succeed");
        assertThat(new BigDecimal(mended.getString("gas.wei"))).isZero();
    }

    @Test
    void moreRowsThanOneClaimTakesAreCounted() throws InterruptedException {
        JsonNode made = LocalChain.chain().ask("scenario", Map.of("name", "many-holds", "count", 260));
        JsonNode released = LocalChain.chain().ask("midnight", Map.of());
        JsonPath diagnosis = diagnose(released, made.get("made").get("user").asText());
        assertThat(diagnosis.getList("findings.code")).contains("HOLD_MANY_ROWS", "HOLD_CLAIMABLE");
        String many = "findings.find { it.code == 'HOLD_MANY_ROWS' }";
        assertThat(diagnosis.getString(many)).contains("260 rows on hold", "Claim 2 times");
        assertThat(diagnosis.getString(many + ".amount"))
                .isEqualTo(truth(made, diagnosis).released().toString());
    }

    @Test
    void aReleasedRowBehindMoreLockedOnesThanAClaimLooksAtIsSaidToBeOutOfReach() throws InterruptedException {
        JsonNode made = LocalChain.chain().ask("scenario", Map.of("name", "many-holds", "count", 2, "lockedTail", 256));
        JsonPath diagnosis = diagnose(made, made.get("made").get("user").asText());
        assertThat(diagnosis.getList("findings.code"))
                .contains("HOLD_CLAIM_REFUSED", "HOLD_LOCKED")
                .doesNotContain("HOLD_CLAIMABLE");
        String refused = "findings.find { it.code == 'HOLD_CLAIM_REFUSED' }";
        assertThat(diagnosis.getString(refused)).contains("no more than 255 rows");
        ContractTruth truth = truth(made, diagnosis);
        assertThat(diagnosis.getString(refused + ".amount"))
                .isEqualTo(truth.released().toString());
        assertThat(diagnosis.getString(refused + ".until")).isNull();
        assertThat(diagnosis.getString("findings.find { it.code == 'HOLD_LOCKED' }.amount"))
                .isEqualTo(truth.locked().toString());
        assertThat(diagnosis.getList(refused + ".actions.kind")).containsExactly("wait", "operator");
    }

    @Test
    void anUpgradeThatNoCloseHasToldTheRuleOfIsNotGuessedAt() throws InterruptedException {
        LocalChain.chain().upgradeToUnknownCode("daylock");
        try {
            JsonNode made = stage("running-session");
            JsonPath diagnosis = diagnose(made, made.get("made").get("user").asText());
            assertThat(diagnosis.getList("findings.code")).containsExactly("SESSION_RUNNING", "RULE_UNKNOWN");
            says(diagnosis, "RULE_UNKNOWN", "nothing that was read tells which one is in force", "check");
            assertThat(diagnosis.getString("findings[1].evidence"))
                    .contains("the code of the contract that closes sessions is not known here");
        } finally {
            LocalChain.chain().upgrade("pool");
        }
    }

    @Test
    void aWalletWithoutTroubleHasNoFindings() throws InterruptedException {
        JsonNode made = stage("quiet-wallet");
        JsonPath diagnosis = diagnose(made, made.get("made").get("user").asText());
        assertThat(diagnosis.getList("findings")).isEmpty();
        assertThat(diagnosis.getString("gas.wei")).isEqualTo("0");
    }

    @Test
    void contractsAndTheProtocolItselfAreNamedAndDelegatingAccountsAreNot() throws InterruptedException {
        JsonNode made = stage("smart-account");
        JsonPath contract = diagnose(made, made.get("made").get("user").asText());
        assertThat(contract.getList("findings.code"))
                .containsExactly("SESSION_RUNNING", "HOLD_LOCKED", "ADDRESS_IS_CONTRACT");
        says(contract, "ADDRESS_IS_CONTRACT", "who sends that transaction pays its gas", "check");
        JsonNode delegated = stage("delegated-account");
        assertThat(codes(delegated, delegated.get("made").get("user").asText())).containsExactly("SESSION_RUNNING");
        var network = LocalChain.chain().network("local");
        assertThat(codes(delegated, network.diamond().toString())).first().isEqualTo("ADDRESS_IS_PROTOCOL");
        assertThat(codes(delegated, network.token().toString())).first().isEqualTo("ADDRESS_IS_PROTOCOL");
        keepsWhatItsBalanceIs(network.diamond(), network.token());
        JsonPath funding = diagnose(delegated, LocalChain.chain().fundingAccount());
        assertThat(funding.getString("findings[0].title")).isEqualTo("This is the account that pays providers");
    }

    /** By the accounts of all owners, and as a node tells it. */
    private static void keepsWhatItsBalanceIs(Address diamond, Address token) {
        String path = API + "/addresses/" + diamond;
        JsonPath kept = given().get(path).jsonPath();
        String call = "0x70a08231" + "0".repeat(24) + diamond.toString().substring(2);
        String balance = LocalChain.chain()
                .rpc(
                        "eth_call",
                        Map.of("to", token.toString(), "data", call),
                        "0x" + Long.toHexString(kept.getLong("contract.keeps.blockNumber")))
                .asText();
        assertThat(new BigInteger(kept.getString("contract.keeps.amount")))
                .isPositive()
                .isEqualTo(new BigInteger(balance.substring(2), 16));
        assertThat(kept.getString("total")).isEqualTo("0");
        JsonPath live = given().get(path + "?source=live").jsonPath();
        assertThat(live.getString("buckets.wallet.amount")).isEqualTo("0");
        assertThat(new BigInteger(live.getString("contract.keeps.amount"))).isPositive();
    }

    @Test
    void anAddressThatNeverHadMorIsToldWhatOwnersMostOftenMixUp() throws InterruptedException {
        JsonPath stranger = diagnose(stage("quiet-wallet"), STRANGER);
        assertThat(stranger.getList("findings.code")).containsExactly("NEVER_SEEN");
        says(
                stranger,
                "NEVER_SEEN",
                "Users of a hosted gateway or API key have no sessions of their own",
                "check",
                "check");
        assertThat(stranger.getString("findings[0].explanation"))
                .contains("wallet programs derive several from one seed");
    }

    /** Of a finding that is about no amount and passes at no time. */
    private static void says(JsonPath diagnosis, String code, String words, String... kinds) {
        String path = "findings.find { it.code == '" + code + "' }";
        assertThat(diagnosis.getString(path + ".explanation")).contains(words);
        assertThat(diagnosis.getString(path + ".amount")).isNull();
        assertThat(diagnosis.getString(path + ".until")).isNull();
        assertThat(diagnosis.getString(path + ".evidence")).contains("block " + diagnosis.getLong("asOf.blockNumber"));
        assertThat(diagnosis.getList(path + ".actions.kind")).containsExactly((Object[]) kinds);
    }

    private static JsonNode stage(String scenario) {
        return LocalChain.chain().scenario(scenario);
    }

    /** Leaves the protocol in order for the next. */
    private static void mend() {
        stage("allowance-given");
        stage("put-back");
    }

    private static List<String> codes(JsonNode made, String address) throws InterruptedException {
        return diagnose(made, address).getList("findings.code");
    }

    /** Once the index is where the scenario ended. */
    private static JsonPath diagnose(JsonNode made, String address) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            JsonPath answer =
                    given().get(API + "/addresses/" + address + "/diagnosis").jsonPath();
            boolean reached =
                    answer.getInt("asOf.blockNumber") >= made.get("head").asInt();
            if (reached && !answer.getList("findings.code").contains("CHAIN_NOT_ASKED")) {
                return answer;
            }
            assertThat(Instant.now())
                    .as("still not asked: " + answer.prettify())
                    .isBefore(deadline);
            Thread.sleep(200);
        }
    }
}
