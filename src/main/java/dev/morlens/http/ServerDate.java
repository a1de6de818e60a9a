package dev.morlens.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says in every answer what time it is here (RFC 9110, 6.6.1): pages ask for it where the visitor's clock is in doubt. */
@ApplicationScoped
class ServerDate {

    /** Before CORS (-300), which answers some requests itself. */
    private static final int ORDER = -310;

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    void open(@Observes Router router) {
        router.route().order(ORDER).handler(ServerDate::say);
    }

    private static void say(RoutingContext asked) {
        asked.response().putHeader("Date", FORM.format(Instant.now()));
        asked.next();
    }
}
