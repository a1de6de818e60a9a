package dev.morlens.api.dropin;

import dev.morlens.api.Answers;
import dev.morlens.position.AsOf;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.OptionalLong;

/** Gives answers what the node's bodies have no place for: of which block they are, and how long a list is. */
@RequestScoped
class Replies {

    private static final String JSON = "application/json";

    private final Answers answers;
    private final UriInfo uri;
    private final HttpHeaders headers;

    @Inject
    Replies(Answers answers, UriInfo uri, HttpHeaders headers) {
        this.answers = answers;
        this.uri = uri;
        this.headers = headers;
    }

    Response of(Object body, AsOf asOf) {
        return indexed(body, asOf).build();
    }

    Response list(Object body, long total, AsOf asOf) {
        return indexed(body, asOf).header("X-Total-Count", total).build();
    }

    /** What a node was asked: the same question about the same block can be without answer the next time. */
    Response told(Object body, AsOf asOf) {
        return of(Response.ok(body, JSON).header("Cache-Control", "no-store"), asOf)
                .build();
    }

    /** As they are, or marked as without some receipts, which the next asking may find. */
    Response sessions(Object body, OptionalLong total, AsOf asOf, boolean complete) {
        ResponseBuilder response = complete
                ? indexed(body, asOf)
                : of(Response.ok(body, JSON).header("Cache-Control", "no-store"), asOf)
                        .header("X-Incomplete", "CloseoutReceipt");
        total.ifPresent(length -> response.header("X-Total-Count", length));
        return response.build();
    }

    private ResponseBuilder indexed(Object body, AsOf asOf) {
        return of(answers.of(body, JSON, asOf, uri, headers), asOf);
    }

    private static ResponseBuilder of(ResponseBuilder response, AsOf asOf) {
        return response.header("X-Block-Number", asOf.block().number())
                .header("X-Block-Hash", asOf.block().hash());
    }
}
