package dev.morlens.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.morlens.http.limit.ConnectionTimeouts;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every failure as a problem: as JSON to programs, as a page to browsers. */
class ExceptionMapping {

    /** A silent node is asked again every second; a restart takes some ten. */
    private static final int RETRY_SECONDS = 5;

    @Inject
    ErrorPages pages;

    @Inject
    RoutingContext asked;

    @Inject
    RouteTable routeTable;

    @ServerExceptionMapper(
            value = {
                Throwable.class,
                WebApplicationException.class,
                NotFoundException.class,
                JacksonException.class,
                MismatchedInputException.class
            },
            priority = 1)
    Response map(Throwable failure, UriInfo uri, HttpHeaders headers, Request request) {
        if (failure instanceof WebApplicationException e && e.getResponse().getStatus() < 400) {
            return e.getResponse();
        }
        String path = uri.getRequestUri().getRawPath();
        boolean unrouted = failure instanceof NotFoundException || failure instanceof NotAllowedException;
        Set<String> known = unrouted ? routeTable.methods(path) : new TreeSet<>();
        // The framework knows better what a path lacks than what it has.
        boolean lacks = !known.remove(request.getMethod()) || failure instanceof NotAllowedException;
        if (request.getMethod().equals("GET")) {
            known.remove("HEAD");
        }
        boolean refused = !known.isEmpty() && lacks;
        Problem problem = refused ? Problems.ofStatus(405, failure) : Problems.of(failure);
        return answer(problem, known, headers.getHeaderString("Accept"));
    }

    private Response answer(Problem problem, Set<String> allowed, String accept) {
        Response.ResponseBuilder response = Response.status(problem.status()).header("Cache-Control", "no-store");
        if (problem.status() == 503 || problem.status() == 429) {
            response.header("Retry-After", RETRY_SECONDS);
            ConnectionTimeouts.letGo(asked);
        }
        if (problem.status() == 405) {
            response.header("Allow", String.join(", ", allowed));
        }
        // As it was sent: the framework's own resolves what looks like a step up in it.
        String path = asked.request().path();
        ErrorForm form = ErrorForm.of(problem, path, accept, pages::page);
        return response.type(form.type()).entity(form.body()).build();
    }
}
