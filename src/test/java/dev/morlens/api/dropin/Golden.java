package dev.morlens.api.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Holds answers to the golden files: every field, its name's casing, its place and its encoding, and no field more. */
final class Golden {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the words of a golden file mean, of texts; whole texts. */
    private static final Map<String, String> TEXTS = Map.of(
            "hash", "0x[0-9a-f]{64}",
            "address", "0x[0-9a-f]{40}",
            "decimal string", "0|[1-9][0-9]*",
            "hex without prefix", "([0-9a-f]{2})*",
            "text", "(?s).*",
            "LLM|STT|TTS|EMBEDDING|UNKNOWN", "LLM|STT|TTS|EMBEDDING|UNKNOWN");

    private Golden() {}

    /** @return the answer, as JSON */
    static JsonNode holds(String file, Response answer) {
        assertThat(answer.contentType()).as(file).startsWith("application/json");
        try (InputStream golden = Golden.class.getResourceAsStream("/dropin/" + file + ".json")) {
            JsonNode found = JSON.readTree(answer.asByteArray());
            compare(file, JSON.readTree(golden), found);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compare(String at, JsonNode golden, JsonNode found) {
        if (golden.isObject()) {
            assertThat(names(found)).as(at).isEqualTo(names(golden));
            golden.properties()
                    .forEach(one -> compare(at + "." + one.getKey(), one.getValue(), found.get(one.getKey())));
        } else if (golden.isArray()) {
            assertThat(found.isArray()).as(at).isTrue();
            found.forEach(item -> compare(at + "[]", golden.get(0), item));
        } else {
            compareValue(at, golden.asText(), found);
        }
    }

    private static void compareValue(String at, String kind, JsonNode found) {
        switch (kind) {
            case "integer" ->
                assertThat(found.isIntegralNumber()).as(at + ": " + found).isTrue();
            case "number" -> assertThat(found.isNumber()).as(at + ": " + found).isTrue();
            case "boolean" ->
                assertThat(found.isBoolean()).as(at + ": " + found).isTrue();
            default -> {
                assertThat(found.isTextual()).as(at + ": " + found).isTrue();
                assertThat(found.asText()).as(at).matches(TEXTS.get(kind));
            }
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
