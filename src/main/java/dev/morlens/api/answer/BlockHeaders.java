package dev.morlens.api.answer;

import dev.morlens.ask.AsOf;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/** Says of an answer about one network which block it is of, also where the answer itself is not sent again. */
public final class BlockHeaders {

    private BlockHeaders() {}

    public static ResponseBuilder on(ResponseBuilder response, AsOf asOf) {
        BlockFields block = BlockFields.of(asOf);
        return response.header("X-Block-Number", block.number())
                .header("X-Block-Hash", block.hash())
                .header("X-Block-Time", block.time());
    }
}
