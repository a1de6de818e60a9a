package dev.morlens.api.address;

import dev.morlens.api.answer.QueryResponder;
import dev.morlens.http.Params;
import dev.morlens.http.Problem;
import dev.morlens.preview.action.RecoveryActions;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What brings an address's MOR back. */
@Path("/api/v1/{network}/addresses/{address}")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Address")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class ActionResource {

    private static final String SENDER =
            "Who is to send it, if not the address itself, such as its delegate: outlook says"
                    + " whether the contract takes it from that one, by what rights the address has given it at delegate.xyz";

    @Inject
    Networks networks;

    @Inject
    RecoveryActions recoveryActions;

    @Inject
    QueryResponder queryResponder;

    @GET
    @Path("actions")
    @Operation(operationId = "actions", summary = "Every transaction that brings an address's MOR back, unsigned")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ActionView.Listed.class)))
    public Response actions(
            @PathParam("network") String network,
            @PathParam("address") String address,
            @Parameter(description = SENDER) @QueryParam("sender") String sender) {
        Network on = networks.named(network);
        RecoveryActions.OfferedActions found =
                recoveryActions.of(on, Params.address("address", address), Params.optionalAddress("sender", sender));
        return queryResponder.with(ActionView.Listed.of(found, on), found.asOf());
    }

    @GET
    @Path("claim")
    @Operation(operationId = "claim", summary = "The transactions that claim an address's released holds, unsigned")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ActionView.class)))
    public Response claim(
            @PathParam("network") String network,
            @PathParam("address") String address,
            @Parameter(description = SENDER) @QueryParam("sender") String sender) {
        Network on = networks.named(network);
        RecoveryActions.OfferedActions found =
                recoveryActions.claim(on, Params.address("address", address), Params.optionalAddress("sender", sender));
        return queryResponder.with(ActionView.alone(found, on), found.asOf());
    }
}
