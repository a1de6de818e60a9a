package dev.morlens.api.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.morlens.http.Problem;
import dev.morlens.http.Problems;
import dev.morlens.http.SafeText;
import dev.morlens.http.limit.ClientAddress;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets only sound messages of versions that are served here through to the protocol's library, and none of the streams
 * that a server without news of its own need not offer: each would hold a connection for as long as it likes.
 */
@ApplicationScoped
class McpRequestFilter {

    private static final String PATH = "/mcp";
    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = "MCP-Protocol-Version";
    private static final List<String> FORMS = List.of("application/json", "text/event-stream");

    /** Before the library's own routes, after the door that all come through. */
    private static final int FIRST = -100;

    /** A client may come again sooner: sessions that are idle go after some minutes. */
    private static final String RETRY_SECONDS = "60";

    private final ObjectMapper json;
    private final ObjectReader messages;
    private final long mostBytes;
    private final McpSessions sessions;

    @Inject
    McpRequestFilter(
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostBytes,
            McpSessions sessions) {
        this.json = json;
        this.messages = json.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.sessions = sessions;
        this.mostBytes = mostBytes.asLongValue();
    }

    void open(@Observes Router router) {
        router.get(PATH).order(FIRST).handler(context -> {
            context.response().putHeader("Allow", "POST, DELETE");
            refuse(context, 405);
        });
        router.routeWithRegex(PATH + "/.+").order(FIRST).handler(context -> refuse(context, 404));
        router.post(PATH)
                .order(FIRST)
                .handler(BodyHandler.create(false).setBodyLimit(mostBytes))
                .handler(this::check);
    }

    private void check(RoutingContext context) {
        JsonNode message = read(context);
        HttpServerRequest request = context.request();
        boolean inSession = request.headers().contains(SESSION);
        Optional<McpFault> fault = McpMessageRules.broken(message, request.getHeader(VERSION), inSession)
                .or(() -> accepts(request));
        if (fault.isPresent()) {
            answer(context, 400, "application/json", fault.get().to(McpMessageRules.id(message)));
        } else if (inSession) {
            context.next();
        } else {
            begin(context);
        }
    }

    /** The library refuses others without a word. */
    private static Optional<McpFault> accepts(HttpServerRequest request) {
        String accepted = String.join(",", request.headers().getAll("Accept"));
        return FORMS.stream().allMatch(accepted::contains)
                ? Optional.empty()
                : Optional.of(McpFault.inRequest("expected Accept to name " + String.join(" and ", FORMS)));
    }

    /** Whoever names no session is given one. */
    private void begin(RoutingContext context) {
        ClientAddress clientAddress = ClientAddress.of(context.request());
        switch (sessions.placeFor(clientAddress)) {
            case FREE -> {
                context.addHeadersEndHandler(ready -> Optional.ofNullable(
                                context.response().headers().get(SESSION))
                        .ifPresent(session -> sessions.begun(session, clientAddress)));
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

    /** Missing if it is not exactly one value. */
    private JsonNode read(RoutingContext context) {
        Buffer body = context.body().buffer();
        try {
            return body == null ? MissingNode.getInstance() : messages.readTree(body.getBytes());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private void refuse(RoutingContext context, int status) {
        Problem problem = Problems.ofStatus(status, null);
        answer(
                context,
                status,
                "application/problem+json",
                problem.at(SafeText.bounded(context.request().path())));
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
