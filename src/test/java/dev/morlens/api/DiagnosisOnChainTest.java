package dev.morlens.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.diagnosis.finding.Code;
import dev.morlens.testing.LocalChain;
import dev.morlens.testing.OwnChainProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trouble made by real transactions, on a chain of the pool version, and asked about over HTTP. */
@QuarkusTest
@TestProfile(OwnChainProfile.class)
class DiagnosisOnChainTest extends HttpTest {

    /** What a finding is expected to say: words of its explanation or evidence, and a kind of action. */
    record Expected(String scenario, String who, Set<Code> codes, Code code, String words, String action) {

        @Override
        public String toString() {
            return scenario + " of " + who;
        }
    }

    static Stream<Expected> troubles() {
        return Stream.of(
                of("running-session", "user", "several hundred times", "wait", Code.SESSION_RUNNING),
                of("locked-hold", "user", "It is no fee", "wait", Code.HOLD_LOCKED),
                of("late-close-held", "user", "day-lock upgrade", null, Code.HOLD_DAY_LOCK, Code.HOLD_LOCKED),
                of("claimable-hold", "user", "would succeed", "transaction", Code.HOLD_CLAIMABLE, Code.GAS_MISSING),
                of(
                        "locked-tail",
                        "user",
                        "SessionUserAmountToWithdrawIsZero",
                        "transaction",
                        Code.HOLD_LOCKED_TAIL,
                        Code.HOLD_CLAIMABLE,
                        Code.HOLD_LOCKED,
                        Code.GAS_MISSING),
                of(
                        "overdue-session",
                        "user",
                        "is missing for the first",
                        "operator",
                        Code.SESSION_OVERDUE_FUNDING_BALANCE,
                        Code.GAS_MISSING),
                of(
                        "allowance-revoked",
                        "user",
                        "allowance) is too small: 0.006 MOR is missing",
                        "operator",
                        Code.SESSION_OVERDUE_FUNDING_ALLOWANCE,
                        Code.GAS_MISSING),
                of(
                        "long-overdue",
                        "user",
                        "anybody may end it",
                        "transaction",
                        Code.SESSION_OVERDUE_SETTLEABLE,
                        Code.GAS_MISSING),
                of(
                        "claims-cut-out",
                        "user",
                        "none of them has that function",
                        "operator",
                        Code.CLAIM_NOT_AVAILABLE,
                        Code.GAS_MISSING),
                of(
                        "close-cut-out",
                        "user",
                        "Send them this page",
                        "operator",
                        Code.SESSION_OVERDUE_REFUSED,
                        Code.GAS_MISSING),
                of("empty-wallet", "user", "40.00 MOR burnt", "check", Code.MOR_LEFT, Code.ALLOWANCE_ONLY),
                of("empty-wallet", "user", "without limit", "check", Code.ALLOWANCE_ONLY, Code.MOR_LEFT),
                of("fee-and-gift", "giver", "3.00 MOR to", "operator", Code.MOR_SENT_TO_CONTRACT),
                of("provider-stake", "provider", "the whole stake", "transaction", Code.PROVIDER_STAKE),
                of(
                        "retained-stake",
                        "provider",
                        "second deregistration is refused",
                        "wait",
                        Code.PROVIDER_STAKE_RETAINED),
                of(
                        "direct-payment-due",
                        "provider",
                        "at most as much as its stake",
                        "wait",
                        Code.PROVIDER_DUE_LIMITED,
                        Code.PROVIDER_STAKE,
                        Code.GAS_MISSING),
                of("model-owner", "owner", "2.00 MOR", "transaction", Code.MODEL_STAKE),
                of("pool-session", "funder", "is tied up in sessions", "transaction", Code.POOL_FUNDER),
                of(
                        "pool-session",
                        "hot",
                        "not counted as this wallet's own",
                        null,
                        Code.POOL_HOT_WALLET,
                        Code.SESSION_RUNNING),
                of(
                        "pool-queue",
                        "second",
                        "order of the queue",
                        "wait",
                        Code.POOL_WITHDRAWAL_PENDING,
                        Code.POOL_FUNDER));
    }

    private static Expected of(String scenario, String who, String words, String action, Code code, Code... others) {
        Set<Code> codes = new HashSet<>(List.of(others));
        codes.add(code);
        return new Expected(scenario, who, codes, code, words, action);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void aTroubleIsFoundProvenAndAnswered(Expected expected) throws InterruptedException {
        JsonNode made = stage(expected.scenario());
        JsonPath diagnosis = diagnose(made, made.get("made").get(expected.who()).asText());
        mend();
        List<String> codes = diagnosis.getList("findings.code");
        assertThat(codes.stream().map(Code::valueOf))
                .isSubsetOf(expected.codes())
                .contains(expected.code());
        String path = "findings.find { it.code == '" + expected.code() + "' }";
        assertThat(diagnosis.getString(path)).contains(expected.words());
        if (expected.action() != null) {
            List<String> actions = diagnosis.getList(path + ".actions.kind");
            assertThat(actions).contains(expected.action());
        }
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
        JsonNode given = stage("allowance-given");
        JsonPath mended = diagnose(given, made.get("made").get("user").asText());
        assertThat(mended.getList("findings.code"))
                .contains("SESSION_OVERDUE")
                .doesNotContain("SESSION_OVERDUE_FUNDING");
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
                .isEqualTo(given().get(API + "/addresses/"
                                + made.get("made").get("user").asText())
                        .path("buckets.onHold.claimableAmount"));
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
        assertThat(diagnosis.getList(refused + ".actions.kind")).containsExactly("wait", "operator");
    }

    @Test
    void anUpgradeThatNoCloseHasToldTheRuleOfIsNotGuessedAt() throws InterruptedException {
        LocalChain.chain().upgradeToUnknownCode("daylock");
        try {
            JsonNode made = stage("running-session");
            assertThat(codes(made, made.get("made").get("user").asText())).contains("SESSION_RUNNING", "RULE_UNKNOWN");
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
        assertThat(codes(made, made.get("made").get("user").asText()))
                .contains("ADDRESS_IS_CONTRACT", "SESSION_RUNNING");
        JsonNode delegated = stage("delegated-account");
        assertThat(codes(delegated, delegated.get("made").get("user").asText())).containsExactly("SESSION_RUNNING");
        var network = LocalChain.chain().network("local");
        assertThat(codes(delegated, network.diamond().toString())).first().isEqualTo("ADDRESS_IS_PROTOCOL");
        assertThat(codes(delegated, network.token().toString())).first().isEqualTo("ADDRESS_IS_PROTOCOL");
        assertThat(codes(delegated, "0x00000000000000000000000000000000000000aa"))
                .containsExactly("NEVER_SEEN");
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
