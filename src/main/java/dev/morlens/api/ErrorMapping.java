package dev.morlens.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.morlens.api.limit.Connections;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every failure as a problem: as JSON to programs, as a page to browsers. */
class ErrorMapping {

    /** A head lands every two seconds; a restart takes some ten. */
    private static final int RETRY_SECONDS = 5;

    @Inject
    ErrorPages pages;

    @Inject
    RoutingContext asked;

    @ServerExceptionMapper(
            value = {
                Throwable.class,
                WebApplicationException.class,
                NotFoundException.class,
                JacksonException.class,
                MismatchedInputException.class
            },
            priority = 1)
    Response map(Throwable failure, UriInfo uri, HttpHeaders headers) {
        if (failure instanceof WebApplicationException e && e.getResponse().getStatus() < 400) {
            return e.getResponse();
        }
        return answer(Problems.of(failure), uri.getRequestUri().getRawPath(), headers.getHeaderString("Accept"));
    }

    private Response answer(Problem problem, String path, String accept) {
        Response.ResponseBuilder response = Response.status(problem.status()).header("Cache-Control", "no-store");
        if (problem.status() == 503 || problem.status() == 429) {
            response.header("Retry-After", RETRY_SECONDS);
            Connections.letGo(asked);
        }
        ErrorForm form = ErrorForm.of(problem, path, accept, pages::page);
        return response.type(form.type()).entity(form.body()).build();
    }
}
