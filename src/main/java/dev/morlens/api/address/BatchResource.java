package dev.morlens.api.address;

import dev.morlens.http.Problem;
import dev.morlens.market.contract.ContractReader;
import dev.morlens.position.cache.Position;
import dev.morlens.position.cache.Positions;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Many addresses at once. */
@Path("/api/v1/{network}/addresses")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Address")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class BatchResource {

    @Inject
    Networks networks;

    @Inject
    Positions positions;

    @Inject
    ContractReader contracts;

    /** The positions of many addresses, all at one block unless the database is down. */
    public record Batch(List<AddressView> items) {}

    @POST
    @Consumes("application/json")
    @Operation(operationId = "positions", summary = "Where the MOR of up to 1,000 addresses is, in the order asked")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Batch.class)))
    public Batch positions(@PathParam("network") String network, BatchQuestion question) {
        Network on = networks.named(network);
        List<Position> found = positions.of(on.name(), BatchQuestion.checked(question));
        return new Batch(found.stream()
                .map(position -> AddressView.of(on, position, contracts.of(on, position)))
                .toList());
    }

    /** What people try first in a browser: Quarkus would say that there is nothing here, and there is. */
    @GET
    @Operation(hidden = true)
    public Batch withoutQuestion() {
        throw new NotAllowedException("POST");
    }
}
