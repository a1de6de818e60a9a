package dev.morlens.api.address;

import dev.morlens.api.answer.QueryResponder;
import dev.morlens.chain.value.Address;
import dev.morlens.http.BadParameterException;
import dev.morlens.http.Params;
import dev.morlens.http.Problem;
import dev.morlens.http.TimeParser;
import dev.morlens.position.search.IdLookups;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an address had over time. */
@Path("/api/v1/{network}/addresses/{address}/history")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Address")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class HistoryResource {

    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    @Inject
    Networks networks;

    @Inject
    IdLookups idLookups;

    @Inject
    QueryResponder queryResponder;

    @GET
    @Operation(
            operationId = "addressHistory",
            summary = "What an address had at instants spread evenly over a time",
            description = "Oldest first; an instant before the first indexed block has no point")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HistoryView.class)))
    public Response history(
            @PathParam("network") String network,
            @PathParam("address") String address,
            @Parameter(
                            description = "The first instant; without it that of the address's first movement",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("from")
                    String from,
            @Parameter(
                            description = "The last instant; without it that of the newest indexed block",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("to")
                    String to,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @QueryParam("points")
                    String points) {
        Network on = networks.named(network);
        Address of = Params.address("address", address);
        Optional<Instant> begin = TimeParser.optional("from", from);
        Optional<Instant> end = TimeParser.optional("to", to);
        if (begin.isPresent() && end.isPresent() && begin.get().isAfter(end.get())) {
            throw new BadParameterException(
                    "from", "expected a time up to 'to', " + end.get() + "; got " + begin.get());
        }
        var foundById = idLookups.history(on.name(), of, begin, end, Params.count("points", points, USUAL, MOST));
        return queryResponder.with(HistoryView.of(foundById), foundById.asOf());
    }
}
