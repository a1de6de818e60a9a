package dev.morlens.api.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.http.Problems;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Gives agents answers in the API's words: as data, and as the same in text; a failure as what was expected instead. */
@ApplicationScoped
class AgentAnswers {

    private final ObjectMapper json;

    @Inject
    AgentAnswers(ObjectMapper json) {
        this.json = json;
    }

    ToolResponse of(Supplier<Object> question) {
        try {
            return response(question.get(), false);
        } catch (RuntimeException e) {
            return response(Problems.of(e), true);
        }
    }

    private ToolResponse response(Object answer, boolean failed) {
        try {
            JsonNode tree = json.valueToTree(answer);
            return new ToolResponse(failed, List.of(new TextContent(json.writeValueAsString(tree))), tree, Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always writable", e);
        }
    }
}
