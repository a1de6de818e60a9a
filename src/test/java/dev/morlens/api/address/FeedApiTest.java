package dev.morlens.api.address;

import static dev.morlens.testing.scene.Cast.ANN;
import static dev.morlens.testing.scene.Cast.NOBODY;
import static dev.morlens.testing.scene.Cast.PAT;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.io.WireFeedInput;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.Params;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.position.list.SessionEvent;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.store.read.GrantTotal;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What feed readers and calendar programs get, read back by a feed reader's and a calendar program's own library. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class FeedApiTest {

    private static final String API = "/api/v1/local/addresses/";

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    private final Cast cast = Cast.act("local");

    @BeforeEach
    void show() {
        stores.show("local", cast.scene());
        landings.fire(new HeadChanged("local", cast.scene().head(), Set.of(ANN, NOBODY)));
    }

    @Test
    void theFeedTellsWhatHappenedToEachSessionNewestFirst() throws Exception {
        List<Entry> entries = feed(given().get(API + ANN + "/feed.atom")).getEntries();
        String session = "urn:morlens:local:session:";
        assertThat(entries)
                .extracting(Entry::getId)
                .contains(
                        session + cast.running() + ":opened",
                        session + cast.overdue() + ":overdue",
                        session + cast.locked() + ":closed",
                        session + cast.claimable() + ":claimable",
                        session + cast.withdrawn() + ":claimed");
        assertThat(entries)
                .extracting(Entry::getId)
                .doesNotContain(session + cast.locked() + ":claimable", session + cast.running() + ":overdue");
        assertThat(entries)
                .isSortedAccordingTo((one, other) -> other.getUpdated().compareTo(one.getUpdated()));
        assertThat(new HashSet<>(entries.stream().map(Entry::getId).toList())).hasSameSizeAs(entries);
        Entry claimable = entries.stream()
                .filter(entry -> entry.getId().endsWith(cast.claimable() + ":claimable"))
                .findFirst()
                .orElseThrow();
        assertThat(claimable.getTitle()).contains("MOR can be claimed");
        assertThat(claimable.getSummary().getValue()).contains("withdrawUserStakes");
        assertThat(claimable.getAlternateLinks().getFirst().getHref())
                .startsWith("http")
                .endsWith("/local/session/" + cast.claimable());
    }

    @Test
    void anOldSessionThatIsClosedLateIsNewsHoweverManyWereOpenedSince() throws Exception {
        Scene scene = cast.scene();
        for (int i = 0; i < 120; i++) {
            scene.open(ANN, NOBODY, Scene.milliMor(5), Duration.ofHours(9));
        }
        scene.claim(cast.claimable());
        scene.close(cast.overdue(), Wei.ZERO);
        landings.fire(new HeadChanged("local", scene.head(), Set.of(ANN)));
        List<Entry> entries = feed(given().get(API + ANN + "/feed.atom")).getEntries();
        assertThat(entries).hasSize(100);
        assertThat(entries.getFirst().getId()).endsWith(cast.overdue() + ":closed");
        assertThat(entries.get(1).getId()).endsWith(cast.claimable() + ":claimed");
    }

    /** A session that a later block of the same second closes was opened first, whatever its id. */
    @Test
    void whatHappenedInOneSecondIsInTheOrderOfTheChain() throws Exception {
        Scene scene = cast.scene();
        List<String> oldestFirst = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            SessionId id = scene.open(ANN, NOBODY, Scene.milliMor(5), Duration.ofHours(9));
            oldestFirst.add(id + ":opened");
            scene.close(id, Wei.ZERO);
            oldestFirst.add(id + ":closed");
        }
        landings.fire(new HeadChanged("local", scene.head(), Set.of(ANN)));
        List<Entry> entries = feed(given().get(API + ANN + "/feed.atom")).getEntries();
        assertThat(entries.subList(0, oldestFirst.size()).reversed())
                .extracting(entry -> entry.getId().replaceAll(".*:(0x.*)", "$1"))
                .isEqualTo(oldestFirst);
    }

    @Test
    void anAddressWithoutSessionsHasAnEmptyFeed() throws Exception {
        Feed feed = feed(given().get(API + NOBODY + "/feed.atom"));
        assertThat(feed.getEntries()).isEmpty();
        assertThat(feed.getTitle()).contains(NOBODY.checksummed());
    }

    @Test
    void theCalendarHasEachReleaseAndEachEndOnce() throws Exception {
        Response answer = given().get(API + ANN + "/calendar.ics");
        assertThat(answer.contentType()).startsWith("text/calendar");
        Calendar calendar = new CalendarBuilder().build(new StringReader(answer.asString()));
        calendar.validate();
        List<VEvent> events = calendar.getComponents("VEVENT");
        assertThat(events).hasSize(4);
        assertThat(events)
                .extracting(event -> event.getUid().orElseThrow().getValue())
                .doesNotHaveDuplicates();
        assertThat(answer.asString())
                .contains("DTSTART:20261124T000000Z")
                .contains("MOR can be claimed")
                .contains("1 session to be closed");
    }

    @Test
    void theCalendarHasWhatAPoolReleasesForItsHotWalletAndForItsFunders() throws Exception {
        Scene scene = cast.scene();
        Instant midnight = Instant.parse("2026-11-24T00:00:00Z");
        scene.grant(new GrantTotal(
                new Grant(NOBODY, PAT),
                Scene.milliMor(900_000),
                Scene.milliMor(120_000),
                Scene.milliMor(120_000),
                Wei.ZERO,
                Optional.empty(),
                false));
        scene.poolHolds(PAT, midnight, Scene.milliMor(120_000));
        for (Address one : List.of(PAT, NOBODY)) {
            Response answer = given().get(API + one + "/calendar.ics");
            Calendar calendar = new CalendarBuilder().build(new StringReader(answer.asString()));
            calendar.validate();
            List<VEvent> events = calendar.getComponents("VEVENT");
            assertThat(events).as(one.toString()).singleElement().satisfies(event -> {
                assertThat(event.getSummary().getValue())
                        .isEqualTo("120.00 MOR held in the pool of " + PAT.checksummed() + " can be released");
                assertThat(Instant.from(event.getDateTimeStart().getDate())).isEqualTo(midnight);
            });
        }
    }

    /** Each entry's id ends in one of these names. */
    @Test
    void theContractNamesEverythingThatTheFeedTells() {
        String summary = given().get("/q/openapi?format=json")
                .jsonPath()
                .getString("paths.'/api/v1/{network}/addresses/{address}/feed.atom'.get.summary");
        assertThat(SessionEvent.SessionEventKind.values())
                .allSatisfy(sessionEventKind -> assertThat(summary).contains(Params.name(sessionEventKind)));
    }

    @Test
    void bothAreCachedUntilTheNextBlock() {
        for (String feed : List.of("/feed.atom", "/calendar.ics")) {
            String etag = given().get(API + ANN + feed).header("ETag");
            given().header("If-None-Match", etag).get(API + ANN + feed).then().statusCode(304);
        }
    }

    @Test
    void badQuestionsAreRefused() {
        given().get("/api/v1/nowhere/addresses/" + ANN + "/feed.atom").then().statusCode(404);
        given().get(API + "0x12/feed.atom").then().statusCode(400).body("errors[0].field", equalTo("address"));
        given().get(API + "0x12/calendar.ics").then().statusCode(400);
        given().get(API + ANN + "/calendar.ics?block=3").then().statusCode(400);
    }

    @Test
    void thePageOfAnAddressLeadsToThem() {
        given().get("/local/address/" + ANN)
                .then()
                .statusCode(200)
                .body(containsString("/feed.atom\""))
                .body(containsString("/calendar.ics\""));
    }

    private static Feed feed(Response answer) throws Exception {
        assertThat(answer.contentType()).startsWith("application/atom+xml");
        return (Feed) new WireFeedInput().build(new StringReader(answer.asString()));
    }
}
