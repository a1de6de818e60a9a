package dev.morlens.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.http.limit.ClientAddress;
import dev.morlens.http.limit.ConnectionTimeouts;
import dev.morlens.http.limit.RequestAllowances;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sends away, before anything is read or looked up, who asks too often or brings too much. */
@ApplicationScoped
class AdmissionFilter {

    private static final Logger LOG = Logger.getLogger(AdmissionFilter.class);

    /** After the headers of every answer and CORS (-300), before the server's own bound on bodies (-2). */
    private static final int ORDER = -250;

    /** Only to whom came over TLS, here or at a proxy that is trusted: a server without it must stay in reach. */
    private static final String ONE_YEAR = "max-age=31536000";

    private static final List<String> APART = List.of("/q/health", "/q/metrics");
    private static final List<MediaType> FORMS =
            List.of(MediaType.MULTIPART_FORM_DATA_TYPE, MediaType.APPLICATION_FORM_URLENCODED_TYPE);
    private static final int BYTES_PER_TOKEN = 1_024;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private final RequestAllowances requestAllowances;
    private final ConnectionTimeouts connectionTimeouts;
    private final ErrorPages pages;
    private final ObjectMapper json;
    private final long mostBytes;
    private final boolean behindProxy;
    private final Counter refusals;
    private final AtomicBoolean hinted = new AtomicBoolean();

    @Inject
    AdmissionFilter(
            RequestAllowances requestAllowances,
            ConnectionTimeouts connectionTimeouts,
            ErrorPages pages,
            ObjectMapper json,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostBytes,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean behindProxy) {
        this.requestAllowances = requestAllowances;
        this.connectionTimeouts = connectionTimeouts;
        this.pages = pages;
        this.json = json;
        this.mostBytes = mostBytes.asLongValue();
        this.behindProxy = behindProxy;
        this.refusals = Counter.builder("morlens.requests.refused")
                .description("requests of clients that asked too often")
                .register(meters);
    }

    void open(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext asked) {
        connectionTimeouts.began(asked);
        if (asked.request().isSSL()) {
            asked.response().putHeader("Strict-Transport-Security", ONE_YEAR);
        }
        HttpServerRequest request = asked.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null && request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            refuse(asked, Problems.ofStatus(411, null));
        } else if (length != null && !LENGTH.matcher(length).matches()) {
            refuse(asked, Problems.ofStatus(400, null));
        } else if (bytes(length) > mostBytes) {
            refuse(asked, Problems.ofStatus(413, null));
        } else if (!request.headers().getAll(HttpHeaders.CONTENT_TYPE).stream()
                .allMatch(type -> mayBeRead(type, bytes(length) > 0))) {
            refuse(asked, Problems.ofStatus(415, null));
        } else {
            count(asked, bytes(length));
        }
    }

    private static long bytes(String length) {
        return length == null ? 0 : Long.parseLong(length);
    }

    /**
     * What is no type, the framework fails on where a path has answers of several kinds. A form, which nothing here takes,
     * it reads before any route is asked, and fails on what is none.
     */
    private static boolean mayBeRead(String text, boolean body) {
        try {
            MediaType type = MediaType.valueOf(text);
            return !body || FORMS.stream().noneMatch(type::isCompatible);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void count(RoutingContext asked, long bytes) {
        Duration wait = isApart(asked.normalizedPath())
                ? Duration.ZERO
                : requestAllowances.take(ClientAddress.of(asked.request()), 1 + bytes / BYTES_PER_TOKEN);
        if (wait.isZero()) {
            asked.next();
            return;
        }
        refusals.increment();
        hint(asked.request());
        long seconds = wait.plusNanos(999_999_999).toSeconds();
        asked.response().putHeader("Retry-After", String.valueOf(seconds));
        refuse(asked, Problems.tooMany(requestAllowances.inWords(), seconds));
    }

    /** Whoever looks after the server must see it, above all while it is flooded. */
    private static boolean isApart(String path) {
        return APART.stream().anyMatch(place -> path.equals(place) || path.startsWith(place + '/'));
    }

    private void hint(HttpServerRequest request) {
        boolean forwarded = request.headers().contains("X-Forwarded-For")
                || request.headers().contains("Forwarded");
        if (forwarded && !behindProxy && !hinted.getAndSet(true)) {
            LOG.warn(
                    "a request that a proxy forwarded was refused, because all that come through it count as one client:"
                            + " see QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING in docs/security.md");
        }
    }

    private void refuse(RoutingContext asked, Problem problem) {
        HttpServerRequest request = asked.request();
        ErrorForm form = ErrorForm.of(problem, request.path(), request.getHeader("Accept"), pages::plain);
        HttpServerResponse response = asked.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", form.type())
                .putHeader("Cache-Control", "no-store");
        ConnectionTimeouts.letGo(asked);
        response.end(Optional.of(form.body())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .orElseGet(() -> write(form.body())));
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a refusal is always writable", e);
        }
    }
}
