package dev.morlens.api;

import dev.morlens.position.AsOf;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers the request at hand from the index or the market: with its headers, and without what the asker has already. */
@RequestScoped
public class Reply {

    private final Answers answers;
    private final HttpHeaders headers;

    @Inject
    Reply(Answers answers, HttpHeaders headers) {
        this.answers = answers;
        this.headers = headers;
    }

    Response with(Object view, AsOf asOf) {
        return in(Answers.JSON, view, asOf).build();
    }

    /** In a form that names its block in words of its own. */
    Response naming(String block, String form, String text, AsOf asOf) {
        return answers.of(
                        text,
                        List.of(block.getBytes(StandardCharsets.UTF_8)),
                        form,
                        asOf,
                        headers.getHeaderString(HttpHeaders.IF_NONE_MATCH))
                .build();
    }

    /** About blocks themselves, or about several networks. */
    Response whole(Object view) {
        return answers.whole(view, headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    }

    /** In any form, to be completed. */
    public ResponseBuilder in(String form, Object entity, AsOf asOf) {
        return answers.of(entity, form, asOf, headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    }
}
