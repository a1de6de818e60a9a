package dev.morlens.api.dropin;

import jakarta.ws.rs.QueryParam;

/** Which part of a list, as a link says it. */
public class PageQuery {

    @QueryParam("offset")
    String offset;

    @QueryParam("limit")
    String limit;

    @QueryParam("order")
    String order;

    /** Of sessions and bids. */
    Paging paging() {
        return Paging.of(offset, limit, order);
    }

    /** Of models and providers. */
    Paging pagingOfAll() {
        return Paging.ofAll(offset, limit, order);
    }
}
