package dev.morlens.http;

import dev.morlens.position.time.AsOfTime;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The time that a question about an address is about: now, unless one of the two is given. */
public class AsOfParams {

    @QueryParam("block")
    @Parameter(
            description =
                    "The answer as it was right after this block, at most the newest indexed one. What came later is"
                            + " invisible or has not happened, and states are read against that block's time. A block in which"
                            + " nothing of this protocol happened is looked up at a node; if none answers in time, the answer is"
                            + " as of the last block before it that the index knows, which asOf names: no balance differs between"
                            + " the two. 503 if there is none before it. Answers of a final block never change.",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0"))
    String block;

    @QueryParam("at")
    @Parameter(
            description =
                    "In place of block: the last block that is not later than this time. Several blocks share a second:"
                            + " it is the last of them, and in the newest one's second the newest so far, which asOf calls latest",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    String at;

    public AsOfTime moment() {
        return TimeParser.moment(block, at);
    }
}
