package dev.morlens.web.part;

import dev.morlens.http.TimeParser;
import dev.morlens.position.time.AsOfTime;
import jakarta.ws.rs.QueryParam;

/** The time that a page is about, as a link or a form says it. */
public class AsOfQuery {

    @QueryParam("block")
    String block;

    @QueryParam("at")
    String at;

    public AsOfTime moment() {
        return TimeParser.ofForm(block, at);
    }
}
