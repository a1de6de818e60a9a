package dev.morlens.http;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract is a file under review. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class OpenApiTest {

    private static final Path COMMITTED = Path.of("docs/openapi.yaml");
    private static final Path GENERATED = Path.of("target/openapi/openapi.yaml");

    @Test
    void theContractChangesOnlyTogetherWithItsFile() throws IOException {
        assertThat(Files.readString(GENERATED))
                .as("if the change is wanted: cp %s %s", GENERATED, COMMITTED)
                .isEqualTo(Files.readString(COMMITTED));
    }

    @Test
    void theContractHasTheApiAndNothingElse() {
        var paths =
                when().get("/q/openapi?format=json").jsonPath().getMap("paths").keySet();
        assertThat(paths)
                .isNotEmpty()
                .allSatisfy(path -> assertThat((String) path).startsWith("/api/v1/"));
    }

    @Test
    void theContractSaysOfEveryRouteWhatItAnswers() {
        Map<String, Map<String, Object>> paths =
                when().get("/q/openapi?format=json").jsonPath().getMap("paths");
        List<String> silent = new ArrayList<>();
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            boolean isOperation = operation instanceof Map<?, ?> map && map.containsKey("responses");
            if (isOperation && !((Map<?, ?>) ((Map<?, ?>) operation).get("responses")).containsKey("200")) {
                silent.add(method + " " + path);
            }
        }));
        assertThat(silent).isEmpty();
    }
}
