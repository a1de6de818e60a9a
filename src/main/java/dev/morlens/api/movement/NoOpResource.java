package dev.morlens.api.movement;

import dev.morlens.api.answer.ListView;
import dev.morlens.api.answer.QueryResponder;
import dev.morlens.chain.value.Address;
import dev.morlens.http.AsOfParams;
import dev.morlens.http.Params;
import dev.morlens.http.Problem;
import dev.morlens.position.list.ListService;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** An address's transfers that moved nothing. */
@Path("/api/v1/{network}/addresses/{address}/no-op-transfers")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Address")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class NoOpResource {

    @Inject
    Networks networks;

    @Inject
    ListService listService;

    @Inject
    QueryResponder queryResponder;

    @GET
    @Operation(
            operationId = "addressNoOpTransfers",
            summary = "An address's transfers that moved nothing, newest first",
            description = "Of 0, which anybody can cause in the name of any address, or from the address to itself")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NoOpList.class)))
    public Response noOps(
            @PathParam("network") String network,
            @PathParam("address") String address,
            @BeanParam AsOfParams past,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Address of = Params.address("address", address);
        var listing = listService.noOps(on.name(), past.moment(), of, Params.part(limit, cursor));
        return queryResponder.with(
                ListView.of(listing, (noOpMovement, now) -> NoOpView.of(noOpMovement), NoOpList::new), listing.asOf());
    }
}
