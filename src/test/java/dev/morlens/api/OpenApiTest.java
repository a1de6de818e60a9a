package dev.morlens.api;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
