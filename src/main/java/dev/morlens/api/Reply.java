package dev.morlens.api;

import dev.morlens.position.AsOf;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;

/** Answers the request at hand from the index or the market: with its headers, and without what the asker has already. */
@RequestScoped
public class Reply {

    private static final String JSON = "application/json";

    private final Answers answers;
    private final UriInfo uri;
    private final HttpHeaders headers;

    @Inject
    Reply(Answers answers, UriInfo uri, HttpHeaders headers) {
        this.answers = answers;
        this.uri = uri;
        this.headers = headers;
    }

    Response with(Object view, AsOf asOf) {
        return in(JSON, view, asOf).build();
    }

    /** In any form, to be completed. */
    public ResponseBuilder in(String form, Object entity, AsOf asOf) {
        return answers.of(entity, form, asOf, uri, headers);
    }
}
