package dev.morlens.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.function.Predicate;

/** Asks again until the answer is as it should be. */
public final class Eventually {

    private Eventually() {}

    /** The first answer for which it holds; fails after a minute, with the last one. */
    public static JsonPath await(String path, Predicate<JsonPath> condition) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        while (true) {
            var response = given().get(path);
            if (response.statusCode() == 200 && condition.test(response.jsonPath())) {
                return response.jsonPath();
            }
            assertThat(Instant.now()).as(path + ": " + response.asString()).isBefore(deadline);
            Thread.sleep(100);
        }
    }
}
