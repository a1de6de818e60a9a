package dev.morlens.http;

import static dev.morlens.testing.scene.Cast.ANN;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.Counts;
import dev.morlens.testing.fuzz.Route;
import dev.morlens.testing.fuzz.Routes;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks as other explorers are asked is told how to ask here, and not given the same first rows for ever. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class UnreadParameterFilterTest {

    private static final String ADDRESS = "/api/v1/local/addresses/" + ANN;
    private static final String PAGE = "/local/address/" + ANN;

    private static final List<String> ELSEWHERE = List.of("page", "offset", "startblock", "from", "order", "Cursor");

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    private final Cast cast = Cast.act("local");

    @BeforeEach
    void show() {
        stores.show("local", cast.scene());
        landings.fire(new HeadChanged("local", cast.scene().head(), Set.of()));
    }

    @Test
    void noListIgnoresWhatMeansAPartARangeOrAnOrderElsewhere() throws IOException {
        List<Route> lists = new ArrayList<>(Routes.of(new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asString())));
        lists.addAll(Routes.besidesTheDocument());
        lists.removeIf(route -> !route.query().contains("cursor"));
        assertThat(lists).as("lists of the API and pages").hasSizeGreaterThan(15);
        List<String> ignored = new ArrayList<>();
        for (Route list : lists) {
            String path = list.path().replace("{network}", "local").replaceAll("\\{\\w+}", ANN.toString());
            for (String name : some(lists.indexOf(list))) {
                Response answer = given().queryParam(name, 2).get(path);
                boolean told = answer.statusCode() == 400 && answer.asString().contains(name);
                if (!told && !list.query().contains(name)) {
                    ignored.add(list + "?" + name + " " + answer.statusCode());
                }
            }
        }
        assertThat(ignored).isEmpty();
    }

    /** Each name is asked of some list; in the soak of all. */
    private static List<String> some(int list) {
        List<String> names = new ArrayList<>(ELSEWHERE);
        Collections.rotate(names, list);
        return Counts.areFull() ? names : names.subList(0, 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page[number]",
                "per_page",
                "pageSize",
                "$skip",
                "fromBlock",
                "start_time",
                "nextCursor",
                "Sort-By"
            })
    void aNameIsKnownHoweverItIsWritten(String name) {
        assertThat(ForeignName.of(name)).isPresent();
        assertThat(ForeignName.of("x" + name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/movements?page=2, page, nextCursor",
        "/movements?pagesize=10, pagesize, by limit",
        "/movements?startblock=1, startblock, block or at",
        "/movements?sort=asc, sort, fixed",
        "/movements?Limit=5, Limit, expected limit",
        "/movements?kind=transfer, kind, 'block, at, bucket, format, limit, cursor'",
        "/history?fromBlock=1, fromBlock, 'from and to, as times'",
        "/history?interval=day, interval, 'from, to, points'",
        "/holds?per_page=1, per_page, by limit",
        "?page=2, page, no parts",
        "?blockNumber=100, blockNumber, block or at",
        "/diagnosis?limit=2, limit, leave it out"
    })
    void theAnswerNamesTheParameterAndSaysWhatToUse(String question, String name, String instead) {
        when().get(ADDRESS + question)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(name))
                .body("errors[0].message", containsString(instead));
    }

    @Test
    void aListOfTheWholeNetworkRefusesAFilterThatItWouldNotRead() {
        when().get("/api/v1/local/sessions?user=" + ANN)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("user"))
                .body("errors[0].message", containsString("state, provider, model, bid"));
    }

    @Test
    void aPersonIsToldOnAPageAndThatOthersDecorateLinksBreaksNothing() {
        given().accept("text/html")
                .get(PAGE + "/movements?page=2")
                .then()
                .statusCode(400)
                .contentType("text/html")
                .body(allOf(containsString("&#39;page&#39;"), containsString("follow the link below the list")));
        when().get(PAGE + "/movements?utm_source=mail&fbclid=1&ref=friend")
                .then()
                .statusCode(200);
        when().get(PAGE + "?from=timeline&page=1").then().statusCode(200);
        when().get(ADDRESS + "/movements?utm_source=mail&_=17&source=index&")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actions?block=100", "/actions?at=2026-11-20T10:00:00Z"})
    void aPageOfThePresentIsNotShownForThePast(String page) {
        when().get(PAGE + page).then().statusCode(400);
        when().get("/local/session/" + cast.running() + "?block=100").then().statusCode(400);
    }

    @Test
    void dropInRoutesIgnoreWhatTheOriginalsIgnore() {
        when().get("/compat/local/blockchain/sessions/user/ids?page=2&sort=asc&block=1&user=" + ANN)
                .then()
                .statusCode(200)
                .body("", hasSize(5));
    }
}
