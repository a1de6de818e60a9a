package dev.morlens.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A path that exists refuses a method that it lacks with 405 and what it has, and never says that nothing is there. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class MethodsTest {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    @Test
    void everyPathOfTheApiRefusesOtherMethods() {
        Map<String, Map<String, ?>> paths =
                when().get("/q/openapi?format=json").jsonPath().getMap("paths");
        List<String> wrong = new ArrayList<>();
        paths.forEach((path, operations) -> METHODS.stream()
                .filter(method -> !operations.containsKey(method.toLowerCase(Locale.ROOT)))
                .forEach(method -> {
                    Response answer = given().request(method, concrete(path));
                    boolean right = answer.statusCode() == 405
                            && answer.contentType().startsWith("application/problem+json")
                            && allowed(answer).containsAll(upper(operations))
                            && !allowed(answer).contains(method);
                    if (!right) {
                        wrong.add(method + " " + path + ": " + answer.statusCode() + ", Allow " + allowed(answer));
                    }
                }));
        assertThat(paths).hasSizeGreaterThan(20);
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyDropInRouteRefusesOtherMethodsInItsForm() {
        List<String> wrong = new ArrayList<>();
        for (String path : List.of(
                "/compat/local/blockchain/balance",
                "/compat/local/blockchain/models",
                "/compat/local/blockchain/sessions/user",
                "/compat/local/blockchain/latestBlock",
                "/compat/local/blockchain/stakes/onhold",
                "/compat/local/active_models.json",
                "/compat/local/active_bids.json",
                "/blockchain/balance",
                "/blockchain/sessions/budget")) {
            for (String method : METHODS.subList(1, METHODS.size())) {
                Response answer = given().request(method, path);
                if (answer.statusCode() != 405
                        || answer.jsonPath().getString("error") == null
                        || !allowed(answer).contains("GET")) {
                    wrong.add(method + " " + path + ": " + answer.statusCode() + " " + answer.asString());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void pagesRefuseOtherMethods() {
        List<String> wrong = new ArrayList<>();
        for (String path : List.of(
                "/",
                "/search",
                "/local/models",
                "/local/model/x",
                "/local/bid/x",
                "/local/providers",
                "/local/provider/x",
                "/local/calculator",
                "/local/protocol",
                "/local/status",
                "/local/session/x",
                "/local/tx/x",
                "/local/address/x",
                "/local/address/x/holds")) {
            for (String method : METHODS.subList(1, METHODS.size())) {
                Response answer = given().accept("text/html").request(method, path);
                if (answer.statusCode() != 405) {
                    wrong.add(method + " " + path + ": " + answer.statusCode());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String concrete(String path) {
        return path.replace("{network}", "local").replaceAll("\\{[^}]+}", "x");
    }

    private static List<String> upper(Map<String, ?> operations) {
        return operations.keySet().stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .filter(METHODS::contains)
                .toList();
    }

    private static List<String> allowed(Response answer) {
        String allow = answer.header("Allow");
        return allow == null ? List.of() : List.of(allow.split(", *"));
    }
}
