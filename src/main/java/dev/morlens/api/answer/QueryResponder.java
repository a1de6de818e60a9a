package dev.morlens.api.answer;

import dev.morlens.ask.AsOf;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers the request at hand from the index or the market: with its headers, and without what the asker has already. */
@RequestScoped
public class QueryResponder {

    private final ResponseFactory responseFactory;
    private final HttpHeaders headers;

    @Inject
    QueryResponder(ResponseFactory responseFactory, HttpHeaders headers) {
        this.responseFactory = responseFactory;
        this.headers = headers;
    }

    public Response with(Object view, AsOf asOf) {
        return in(ResponseFactory.JSON, view, asOf).build();
    }

    /** In a form that names its block in words of its own. */
    public Response naming(String block, String form, String text, AsOf asOf) {
        return responseFactory
                .of(
                        text,
                        List.of(block.getBytes(StandardCharsets.UTF_8)),
                        form,
                        asOf,
                        headers.getHeaderString(HttpHeaders.IF_NONE_MATCH))
                .build();
    }

    /** About blocks themselves, or about several networks. */
    public Response whole(Object view) {
        return responseFactory.whole(view, headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    }

    /** In any form, to be completed. */
    public ResponseBuilder in(String form, Object entity, AsOf asOf) {
        return responseFactory.of(entity, form, asOf, headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    }
}
