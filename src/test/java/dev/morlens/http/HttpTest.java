package dev.morlens.http;

import static io.restassured.RestAssured.given;

import dev.morlens.testing.chain.LocalChain;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;

/** The server, caught up with its chain. */
@QuarkusTestResource(value = LocalChain.class, restrictToAnnotatedClass = false)
public abstract class HttpTest {

    protected static final String API = "/api/v1/local";

    @BeforeEach
    void caughtUp() throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (!isFollowing()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(
                        "not caught up: " + given().get(API + "/status").asString());
            }
            Thread.sleep(100);
        }
    }

    /** Waits until the market, which is read in the background, is that of the index's newest block. */
    protected static void marketCaughtUp() throws InterruptedException {
        marketReaches(() -> block(API + "/status"));
    }

    /** @param wanted the block that the market has to be of at least */
    protected static void marketReaches(LongSupplier wanted) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (block(API + "/models?limit=1") < wanted.getAsLong()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("the market is as of an old block");
            }
            Thread.sleep(200);
        }
    }

    /** None while nothing can answer, as when the first market takes long to be read. */
    private static long block(String path) {
        Response answer = given().get(path);
        return answer.statusCode() == 503 ? -1 : answer.jsonPath().getLong("asOf.blockNumber");
    }

    private static boolean isFollowing() {
        Response status = given().get(API + "/status");
        return status.statusCode() == 200
                && "following".equals(status.path("state"))
                && "agrees".equals(status.path("completeness"));
    }
}
