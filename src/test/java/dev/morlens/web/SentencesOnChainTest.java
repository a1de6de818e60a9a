package dev.morlens.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.HttpTest;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.chain.OwnChainProfile;
import dev.morlens.web.address.PlaceState;
import dev.morlens.web.part.MorText;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Each state of the table of sentences is brought about by real transactions, and its page says what the table says. */
@QuarkusTest
@TestProfile(OwnChainProfile.class)
class SentencesOnChainTest extends HttpTest {

    private static final String AMOUNT = "(?:< |> )?[\u22120-9,.]+ ";
    private static final Pattern CARD =
            Pattern.compile("<div class=\"([a-z]+)\"><dt>.*?data-bucket=\"[a-z]+\">([^<]*)</span><small>(.*?)</small>");

    /** What was staged, and whose page is looked at; {@code of} is a name in what the scenario made. */
    private record Who(String stage, String of) {}

    /** In this order of time; stages that are a day long first. */
    private static final List<String> STAGES = List.of(
            "settlement",
            "pool-settled",
            "direct-payment-due",
            "pool-queue",
            "pool-queue=freed",
            "locked-hold=released",
            "swapped-rows",
            "retained-stake",
            "claimed-before-close",
            "direct-overdue",
            "pool-session=pool-overdue",
            "pool-queue=queued",
            "overdue-today",
            "direct-disputed",
            "late-close-held",
            "direct-running",
            "running-session",
            "pool-session",
            "pool-own",
            "pool-revoked",
            "pool-half-revoked",
            "provider-stake",
            "model-owner",
            "quiet-wallet");

    private static final Map<String, Who> PLACES = Map.ofEntries(
            Map.entry("WALLET", new Who("quiet-wallet", "user")),
            Map.entry("NO_SESSION", new Who("quiet-wallet", "user")),
            Map.entry("ONLY_POOL_SESSIONS", new Who("pool-session", "hot")),
            Map.entry("RUNNING", new Who("running-session", "user")),
            Map.entry("RUNNING_DIRECT", new Who("direct-running", "user")),
            Map.entry("OVERDUE", new Who("overdue-today", "user")),
            Map.entry("OVERDUE_DIRECT", new Who("direct-overdue", "user")),
            Map.entry("NOTHING_LOCKED", new Who("quiet-wallet", "user")),
            Map.entry("LOCKED", new Who("late-close-held", "user")),
            Map.entry("NOTHING_CLAIMABLE", new Who("quiet-wallet", "user")),
            Map.entry("CLAIMABLE", new Who("released", "user")),
            Map.entry("PROVIDER_REGISTERED", new Who("provider-stake", "provider")),
            Map.entry("PROVIDER_DEREGISTERED", new Who("retained-stake", "provider")),
            Map.entry("MODEL", new Who("model-owner", "owner")),
            Map.entry("POOL", new Who("pool-session", "funder")),
            Map.entry("POOL_OF_ITS_OWN", new Who("pool-own", "hot")),
            Map.entry("POOL_PARTLY_REVOKED", new Who("pool-half-revoked", "funder")),
            Map.entry("POOL_REVOKED", new Who("pool-revoked", "funder")),
            Map.entry("QUEUED", new Who("queued", "second")),
            Map.entry("QUEUED_PAYABLE", new Who("pool-queue", "second")),
            Map.entry("DUE", new Who("direct-disputed", "provider")),
            Map.entry("DUE_AHEAD", new Who("claimed-before-close", "provider")));

    private static final Map<String, Who> HOSTED = Map.of(
            "FUNDED", new Who("pool-revoked", "hot"),
            "STAKED", new Who("pool-session", "hot"),
            "STAKED_ONLY", new Who("pool-own", "hot"));

    private static final Map<String, Who> SESSIONS = Map.ofEntries(
            Map.entry("RUNNING", new Who("running-session", "session")),
            Map.entry("RUNNING_DIRECT", new Who("direct-running", "session")),
            Map.entry("RUNNING_POOL", new Who("pool-session", "session")),
            Map.entry("OVERDUE", new Who("overdue-today", "session")),
            Map.entry("OVERDUE_DIRECT", new Who("direct-overdue", "session")),
            Map.entry("OVERDUE_POOL", new Who("pool-overdue", "session")),
            Map.entry("CLOSED", new Who("settlement", "session")),
            Map.entry("CLOSED_LOCKED", new Who("late-close-held", "session")),
            Map.entry("CLOSED_CLAIMABLE", new Who("released", "session")),
            Map.entry("CLOSED_CLAIMED", new Who("swapped-rows", "sessions")),
            Map.entry("POOL_WHOLE", new Who("pool-settled", "session")),
            Map.entry("POOL_LOCKED", new Who("queued", "session")),
            Map.entry("POOL_RELEASABLE", new Who("pool-queue", "session")),
            Map.entry("POOL_RELEASED", new Who("freed", "session")));

    private static final Map<String, Who> PAYMENTS = Map.of(
            "STAKED_OPEN", new Who("overdue-today", "session"),
            "STAKED_PAID", new Who("late-close-held", "session"),
            "STAKED_WAITING", new Who("settlement", "session"),
            "DIRECT_OPEN", new Who("direct-overdue", "session"),
            "DIRECT_PAID", new Who("retained-stake", "session"),
            "DIRECT_WAITING", new Who("direct-disputed", "session"));

    private final Map<String, JsonNode> made = new HashMap<>();
    private final SoftAssertions all = new SoftAssertions();

    @Test
    void everyStatesPageSaysWhatTheTableSays() throws InterruptedException {
        STAGES.forEach(this::stage);
        reached(LocalChain.chain()
                .ask("scenario", Map.of("name", "pool-release", "hot", address(new Who("freed", "hot")))));
        Map<String, List<String>> places = SentenceTable.section(SentenceTable.PLACES);
        PLACES.forEach((state, who) -> place(state, page("address", who, ""), places.get(state)));
        place("PROVIDER_UNKNOWN", past(new Who("retained-stake", "provider")), places.get("PROVIDER_UNKNOWN"));
        Map<String, List<String>> hosted = SentenceTable.section(SentenceTable.HOSTED);
        HOSTED.forEach((state, who) -> says(state, page("address", who, ""), hosted.get(state)));
        Map<String, List<String>> sessions = SentenceTable.section(SentenceTable.SESSIONS);
        SESSIONS.forEach((state, who) -> says(state, page("session", who, ""), sessions.get(state)));
        Map<String, List<String>> payments = SentenceTable.section(SentenceTable.PAYMENTS);
        PAYMENTS.forEach((state, who) -> paid(state, page("session", who, ""), payments.get(state)));
        back(new Who("direct-overdue", "session"));
        claim(page("address", new Who("direct-payment-due", "provider"), "/actions"));
        refused(places.get("CLAIM_REFUSED"));
        all.assertThat(places.keySet()).hasSize(PLACES.size() + 2).containsAll(PLACES.keySet());
        all.assertThat(hosted.keySet()).isEqualTo(HOSTED.keySet());
        all.assertThat(sessions.keySet()).isEqualTo(SESSIONS.keySet());
        all.assertThat(payments.keySet()).isEqualTo(PAYMENTS.keySet());
        all.assertAll();
    }

    private void stage(String stage) {
        String[] name = stage.split("=");
        JsonNode staged = name[0].equals("pool-session") && name.length > 1
                ? LocalChain.chain().ask("scenario", Map.of("name", name[0], "seconds", 600))
                : LocalChain.chain().scenario(name[0]);
        made.put(name[name.length - 1], staged.get("made"));
    }

    /** A contract without the claim, which is put back. */
    private void refused(List<String> row) throws InterruptedException {
        try {
            stage("claims-cut-out");
            reached(LocalChain.chain().ask("scenario", Map.of("name", "quiet-wallet")));
            place("CLAIM_REFUSED", page("address", new Who("claims-cut-out", "user"), ""), row);
        } finally {
            LocalChain.chain().scenario("put-back");
        }
    }

    /** The words behind the amount, the card's note, and the next step among what is to do. */
    private void place(String state, String html, List<String> row) {
        String text = text(html);
        String kind = PlaceState.valueOf(state).kind();
        Optional<Matcher> card = CARD.matcher(html)
                .results()
                .filter(found -> found.group(1).equals(kind))
                .findFirst()
                .map(found -> CARD.matcher(found.group()))
                .filter(Matcher::matches);
        all.assertThat(card).as(state + " has a card").isPresent();
        card.ifPresent(found ->
                all.assertThat(text(found.group(3))).as(state).matches(SentenceTable.said("", row.get(1), "")));
        if (row.getFirst().equals(SentenceTable.NOTHING)) {
            card.ifPresent(found -> all.assertThat(found.group(2)).as(state).isEqualTo("0.00"));
        } else {
            all.assertThat(text).as(state).containsPattern(SentenceTable.said(AMOUNT, row.getFirst(), "(,|\\.| and )"));
        }
        next(state, text, row.get(2), ". ");
    }

    private void says(String state, String html, List<String> row) {
        all.assertThat(text(html)).as(state).containsPattern(SentenceTable.said("", row.getFirst(), ""));
        if (row.size() > 1) {
            next(state, text(html), row.get(1), " The calls");
        }
    }

    private void next(String state, String text, String step, String after) {
        if (!step.equals(SentenceTable.NOTHING)) {
            all.assertThat(text).as(state).containsPattern(SentenceTable.said("", step, Pattern.quote(after)));
        }
    }

    private void paid(String state, String html, List<String> row) {
        String text = text(html);
        all.assertThat(text).as(state).containsPattern(SentenceTable.said("Cost " + AMOUNT, row.getFirst(), " Paid"));
        all.assertThat(text)
                .as(state)
                .containsPattern(SentenceTable.said("Paid to the provider " + AMOUNT, row.get(1), ""));
    }

    /** What the page says that one gets back is what the next block's close returns and holds, and the rest is its cost. */
    private void back(Who direct) {
        String session = API + "/sessions/" + address(direct);
        JsonPath close = given().get(session + "/close-preview").jsonPath();
        Wei back = Wei.of(close.getString("returnedAmount")).plus(Wei.of(close.getString("heldAmount")));
        Wei stake = Wei.of(given().get(session).jsonPath().getString("stake"));
        all.assertThat(stake.minus(back))
                .isEqualTo(Wei.of(given().get(session).jsonPath().getString("cost")));
        all.assertThat(stake.minus(back).isPositive()).isTrue();
        all.assertThat(text(page("session", direct, ""))).contains("you get back " + MorText.of(back) + " MOR;");
        all.assertThat(text(page("address", new Who(direct.stage(), "user"), "")))
                .contains("(you get back " + MorText.of(back) + ";");
    }

    /** What is owed is not said to be nothing. */
    private void claim(String html) {
        String said =
                SentenceTable.section(SentenceTable.CLAIMS).get("CLAIM_USED_UP").getFirst();
        all.assertThat(text(html)).contains("Collect what a session owes its provider", said);
        all.assertThat(text(html)).doesNotContain("Nothing is owed, or");
    }

    private String page(String kind, Who who, String below) {
        return given().get("/local/" + kind + "/" + address(who) + below).asString();
    }

    /** As it is now, asked for as the past: no node is asked then. */
    private String past(Who who) {
        JsonPath now = given().get(API + "/addresses/" + address(who)).jsonPath();
        return page("address", who, "?block=" + now.getLong("asOf.blockNumber"));
    }

    private String address(Who who) {
        JsonNode one = made.get(who.stage()).get(who.of());
        return (one.isArray() ? one.get(0) : one).asText();
    }

    private static String text(String html) {
        return html.replaceAll("<[^>]*>", " ")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replaceAll("\\s+", " ")
                .replace(" .", ".")
                .replace(" ,", ",")
                .strip();
    }

    /** Once the index is where a scenario ended. */
    private static void reached(JsonNode scenario) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (given().get(API + "/status").jsonPath().getLong("asOf.blockNumber")
                < scenario.get("head").asLong()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(200);
        }
    }
}
