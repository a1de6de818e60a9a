package dev.morlens.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** The API of a running server, and its one network. */
record Answers(URI server, String network) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Waits until the index has reached the chain's head. */
    static Answers caughtUp(URI server, String network) throws InterruptedException {
        Answers answers = new Answers(server, network);
        Instant deadline = Instant.now().plus(PATIENCE);
        JsonNode status = answers.get("status");
        while (!isCaughtUp(status)) {
            assertThat(Instant.now()).as("not caught up: " + status).isBefore(deadline);
            Thread.sleep(200);
            status = answers.get("status");
        }
        return answers;
    }

    private static boolean isCaughtUp(JsonNode status) {
        return status.has("indexed") && status.get("indexed").equals(status.get("nodeHead"));
    }

    JsonNode get(String path) {
        String body = given().baseUri(server.toString())
                .get("/api/v1/" + network + "/" + path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(path + " is no JSON: " + body, e);
        }
    }
}
