package dev.morlens.web;

import dev.morlens.api.Times;
import dev.morlens.position.Moment;
import jakarta.ws.rs.QueryParam;

/** The time that a page is about, as a link or a form says it. */
public class PastQuery {

    @QueryParam("block")
    String block;

    @QueryParam("at")
    String at;

    Moment moment() {
        return Times.ofForm(block, at);
    }
}
