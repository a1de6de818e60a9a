package dev.morlens.api;

import dev.morlens.position.AsOf;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Answers the request at hand from the index or the market: with its headers, and without what the asker has already. */
@RequestScoped
class Reply {

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
        return answers.of(view, asOf, uri, headers);
    }
}
