package dev.morlens.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.api.limit.Client;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets only well-formed messages through to the protocol's library, which fails on others with a 500, and none of the
 * streams that a server without news of its own need not offer: each would hold a connection for as long as it likes.
 */
@ApplicationScoped
class AgentDoor {

    private static final String PATH = "/mcp";
    private static final String SESSION = "Mcp-Session-Id";

    /** Before the library's own routes, after the door that all come through. */
    private static final int FIRST = -100;

    private static final int PARSE_ERROR = -32_700;
    private static final int INVALID_REQUEST = -32_600;
    private static final int INVALID_PARAMS = -32_602;

    /** A client may come again sooner: sessions that are idle go after some minutes. */
    private static final String RETRY_SECONDS = "60";

    private final ObjectMapper json;
    private final long mostBytes;
    private final AgentSessions sessions;

    private record Fault(int code, String message) {}

    private record Refusal(String jsonrpc, Fault error) {}

    @Inject
    AgentDoor(
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostBytes,
            AgentSessions sessions) {
        this.json = json;
        this.sessions = sessions;
        this.mostBytes = mostBytes.asLongValue();
    }

    void open(@Observes Router router) {
        router.get(PATH).order(FIRST).handler(context -> refuse(context, 405));
        router.routeWithRegex(PATH + "/.+").order(FIRST).handler(context -> refuse(context, 404));
        router.post(PATH)
                .order(FIRST)
                .handler(BodyHandler.create(false).setBodyLimit(mostBytes))
                .handler(this::check);
    }

    private void check(RoutingContext context) {
        Optional<Fault> fault = fault(
                context.body().buffer() == null
                        ? new byte[0]
                        : context.body().buffer().getBytes());
        if (fault.isPresent()) {
            answer(context, 400, "application/json", new Refusal("2.0", fault.get()));
        } else if (context.request().getHeader(SESSION) == null) {
            begin(context);
        } else {
            context.next();
        }
    }

    /** Whoever names no session may be given one. */
    private void begin(RoutingContext context) {
        Client client = Client.of(context.request());
        switch (sessions.placeFor(client)) {
            case FREE -> {
                context.addHeadersEndHandler(ready -> Optional.ofNullable(
                                context.response().headers().get(SESSION))
                        .ifPresent(session -> sessions.begun(session, client)));
                context.next();
            }
            case CLIENT_HAS_ENOUGH -> refuseForNow(context, 429);
            case ALL_TAKEN -> refuseForNow(context, 503);
        }
    }

    private void refuseForNow(RoutingContext context, int status) {
        context.response().putHeader("Retry-After", RETRY_SECONDS);
        refuse(context, status);
    }

    private Optional<Fault> fault(byte[] body) {
        try {
            return fault(json.readTree(body));
        } catch (IOException e) {
            return Optional.of(new Fault(PARSE_ERROR, "expected one JSON-RPC message; this is not JSON"));
        }
    }

    private static Optional<Fault> fault(JsonNode message) {
        if (!message.isObject()) {
            return Optional.of(new Fault(INVALID_REQUEST, "expected one JSON-RPC message, an object"));
        }
        JsonNode id = message.path("id");
        if (!id.isMissingNode() && !id.isTextual() && !id.isNumber()) {
            return Optional.of(new Fault(INVALID_REQUEST, "expected id to be a string or a number"));
        }
        if (!isAbsentOr(message.path("method"), JsonNode::isTextual)) {
            return Optional.of(new Fault(INVALID_REQUEST, "expected method to be a string"));
        }
        JsonNode params = message.path("params");
        return isAbsentOr(params, JsonNode::isObject)
                        && isAbsentOr(params.path("name"), JsonNode::isTextual)
                        && isAbsentOr(params.path("arguments"), JsonNode::isObject)
                        && isAbsentOr(params.path("_meta"), JsonNode::isObject)
                ? Optional.empty()
                : Optional.of(new Fault(
                        INVALID_PARAMS, "expected params to be an object, its name a string, its arguments an object"));
    }

    private static boolean isAbsentOr(JsonNode node, Predicate<JsonNode> kind) {
        return node.isMissingNode() || kind.test(node);
    }

    private void refuse(RoutingContext context, int status) {
        Problem problem = Problems.ofStatus(status, null);
        answer(
                context,
                status,
                "application/problem+json",
                problem.at(Shown.bounded(context.request().path())));
    }

    private void answer(RoutingContext context, int status, String form, Object body) {
        try {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", form)
                    .putHeader("Cache-Control", "no-store")
                    .end(json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a refusal is always writable", e);
        }
    }
}
