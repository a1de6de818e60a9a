package dev.morlens.api.dropin;

import dev.morlens.api.answer.QueryResponder;
import dev.morlens.ask.AsOf;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.OptionalLong;

/** Gives answers what the node's bodies have no place for: of which block they are, and how long a list is. */
@RequestScoped
class DropInResponses {

    private static final String JSON = "application/json";

    private final QueryResponder queryResponder;

    @Inject
    DropInResponses(QueryResponder queryResponder) {
        this.queryResponder = queryResponder;
    }

    Response of(Object body, AsOf asOf) {
        return indexed(body, asOf).build();
    }

    Response list(Object body, long total, AsOf asOf) {
        return indexed(body, asOf).header("X-Total-Count", total).build();
    }

    /** As they are, or marked as without some receipts, which the next asking may find. */
    Response sessions(Object body, OptionalLong total, AsOf asOf, boolean complete) {
        ResponseBuilder response = indexed(body, asOf);
        if (!complete) {
            response.header("X-Incomplete", "CloseoutReceipt");
        }
        total.ifPresent(length -> response.header("X-Total-Count", length));
        return response.build();
    }

    private ResponseBuilder indexed(Object body, AsOf asOf) {
        return queryResponder.in(JSON, body, asOf);
    }
}
