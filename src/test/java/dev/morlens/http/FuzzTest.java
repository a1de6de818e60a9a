package dev.morlens.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.fuzz.Fuzzer;
import dev.morlens.testing.fuzz.Question;
import dev.morlens.testing.fuzz.Route;
import dev.morlens.testing.fuzz.Routes;
import dev.morlens.testing.server.RawHttp.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever is asked of whatever route: an answer in the promised shape, and nothing of the inside. */
@QuarkusTest
class FuzzTest extends HttpTest {

    private static final int FULL = 10_000;
    private static final int AT_ONCE = 4;
    private static final int MOST_SHOWN = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern INSIDE = Pattern.compile(
            "\\n\\s+at [a-z]|Exception|dev\\.morlens\\.|java\\.(lang|util|sql)|io\\.(vertx|quarkus)\\.|org\\.postgresql|Caused by");

    private final Map<String, Queue<String>> failures = new ConcurrentSkipListMap<>();
    private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();

    @Test
    void everyRouteAnswersEveryQuestionInTheShapeThatIsPromised() throws Exception {
        long seed = Counts.seed("FuzzTest");
        List<Route> routes = new ArrayList<>(
                Routes.of(JSON.readTree(given().get("/q/openapi?format=json").asString())));
        assertThat(routes).as("routes of the document").hasSizeGreaterThan(30);
        routes.addAll(Routes.besidesTheDocument());
        Fuzzer fuzzer = new Fuzzer(seed, right());
        askAll(() -> fuzzer.next(routes));
        Counts.say("FuzzTest: %d routes, answers by status %s".formatted(routes.size(), statuses));
        assertThat(shown()).as("seed %d", seed).isEmpty();
        assertThat(statuses.keySet()).contains(200, 400, 404, 405);
    }

    /** Several at once; the questions come from the seed, whichever is answered first. */
    private void askAll(Supplier<Question> questions) throws InterruptedException {
        Semaphore turns = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Counts.of(FULL); i++) {
                Question question = questions.get();
                turns.acquire();
                threads.execute(() -> {
                    try {
                        ask(question);
                    } finally {
                        turns.release();
                    }
                });
            }
        }
    }

    private void ask(Question question) {
        try {
            Answer answer = question.ask(RestAssured.port);
            statuses.merge(answer.status(), 1, Integer::sum);
            fault(question, answer).ifPresent(fault -> note(fault, question, SafeText.bounded(answer.body(), 300)));
        } catch (IOException | RuntimeException e) {
            note("no answer", question, e.toString());
        }
    }

    private void note(String fault, Question question, String answer) {
        failures.computeIfAbsent(fault, unknown -> new ConcurrentLinkedQueue<>())
                .add(question.method() + " " + question.target() + " " + question.headers() + " "
                        + SafeText.bounded(question.body()) + " → " + answer);
    }

    private String shown() {
        StringBuilder all = new StringBuilder();
        failures.forEach((fault, questions) -> {
            all.append("\n%s, %d times%n".formatted(fault, questions.size()));
            questions.stream()
                    .limit(MOST_SHOWN)
                    .forEach(question -> all.append("   ").append(question).append('\n'));
        });
        return all.toString();
    }

    private static Optional<String> fault(Question question, Answer answer) throws IOException {
        if (answer.status() == 400 && answer.body().isEmpty() && !question.isHttp()) {
            return Optional.empty();
        }
        if (answer.status() < 200 || answer.status() >= 500 && answer.status() != 503) {
            return Optional.of("status " + answer.status());
        }
        if (answer.status() == 503 && answer.header("Retry-After").isEmpty()) {
            return Optional.of("503 without a word on when to come back");
        }
        if (INSIDE.matcher(answer.body()).find()) {
            return Optional.of("tells of the inside");
        }
        if (answer.header("Content-Security-Policy").isEmpty()) {
            return Optional.of("without a policy, status " + answer.status());
        }
        return answer.status() >= 400 && !question.method().equals("HEAD") ? shape(question, answer) : Optional.empty();
    }

    private static Optional<String> shape(Question question, Answer answer) throws IOException {
        if (question.path().startsWith("/compat/") || question.path().startsWith("/blockchain/")) {
            return body(answer).path("error").asText().isBlank()
                    ? Optional.of("not the consumer node's error, status " + answer.status())
                    : Optional.empty();
        }
        boolean gateway = question.path().contains("/previews/")
                && body(answer).has("detail")
                && body(answer).get("detail").isArray();
        if (!question.path().startsWith("/api/") || gateway) {
            return Optional.empty();
        }
        JsonNode problem = body(answer);
        boolean whole = answer.header("Content-Type").startsWith("application/problem+json")
                && problem.path("status").asInt() == answer.status()
                && problem.path("type").asText().startsWith("urn:morlens:problem:")
                && !problem.path("title").asText().isBlank()
                && !problem.path("detail").asText().isBlank();
        return whole ? Optional.empty() : Optional.of("no problem, status " + answer.status());
    }

    private static JsonNode body(Answer answer) throws IOException {
        return answer.body().startsWith("{") ? JSON.readTree(answer.body()) : JSON.createObjectNode();
    }

    private static Map<String, List<String>> right() {
        List<String> ids = new ArrayList<>();
        ids.addAll(given().get(API + "/sessions").path("items.id"));
        ids.addAll(given().get(API + "/models").path("items.id"));
        List<String> addresses = new ArrayList<>(
                List.of(LocalChain.sample("claimable"), LocalChain.sample("overdue"), LocalChain.sample("provider")));
        addresses.addAll(given().get(API + "/providers").path("items.address"));
        Map<String, List<String>> right = new HashMap<>();
        right.put("network", List.of("local"));
        for (String name : List.of("address", "user", "provider", "spender")) {
            right.put(name, addresses);
        }
        for (String name : List.of("id", "sessionId", "modelId", "model_id", "bidId", "bid_id", "model")) {
            right.put(name, ids);
        }
        right.put("hash", given().get(API + "/sessions").path("items.openedTx"));
        right.put("cursor", List.of(given().get(API + "/sessions?limit=1").<String>path("nextCursor")));
        right.put("limit", List.of("1", "50", "500"));
        right.put("block", List.of("1", "40"));
        right.put("points", List.of("2", "100"));
        right.put("duration", List.of("3600"));
        right.put("offset", List.of("0", "3"));
        right.put("q", addresses);
        right.put("source", List.of("index", "live"));
        right.put("format", List.of("csv", "json"));
        right.put("state", List.of("open", "closed", "locked", "all", "active"));
        right.put("order", List.of("asc", "desc"));
        return right;
    }
}
