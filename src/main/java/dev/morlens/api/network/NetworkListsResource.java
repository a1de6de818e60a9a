package dev.morlens.api.network;

import dev.morlens.api.address.HoldList;
import dev.morlens.api.address.HoldView;
import dev.morlens.api.answer.ListView;
import dev.morlens.api.answer.QueryResponder;
import dev.morlens.api.session.SessionList;
import dev.morlens.api.session.SessionView;
import dev.morlens.http.Params;
import dev.morlens.http.Problem;
import dev.morlens.position.list.HoldFilter;
import dev.morlens.position.list.ListService;
import dev.morlens.position.list.SessionFilter;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sessions, holds and transactions of a whole network. */
@Path("/api/v1/{network}")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Network")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class NetworkListsResource {

    @Inject
    Networks networks;

    @Inject
    ListService listService;

    @Inject
    IdLookups idLookups;

    @Inject
    QueryResponder queryResponder;

    @GET
    @Path("sessions")
    @Operation(operationId = "sessions", summary = "The network's sessions, newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SessionList.class)))
    public Response sessions(
            @PathParam("network") String network,
            @Schema(enumeration = {"open", "overdue", "closed"}) @QueryParam("state") String state,
            @Schema(description = "A provider's address") @QueryParam("provider") String provider,
            @Schema(description = "A model's id") @QueryParam("model") String model,
            @Schema(description = "A bid's id") @QueryParam("bid") String bid,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        SessionFilter filter = new SessionFilter(
                Optional.empty(),
                Params.optionalAddress("provider", provider),
                Params.optionalHash("model", model),
                Params.optionalHash("bid", bid),
                Params.sessionState(state));
        var listing = listService.sessions(on.name(), filter, Params.part(limit, cursor));
        var view = ListView.of(listing, (at, now) -> SessionView.listed(at), SessionList::new);
        return queryResponder.with(view, listing.asOf());
    }

    @GET
    @Path("holds")
    @Operation(operationId = "holds", summary = "The network's rows on hold, newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HoldList.class)))
    public Response holds(
            @PathParam("network") String network,
            @Schema(enumeration = {"locked", "claimable", "withdrawn"}) @QueryParam("state") String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        var listing = listService.holds(
                on.name(), new HoldFilter(Optional.empty(), Params.holdState(state)), Params.part(limit, cursor));
        return queryResponder.with(ListView.of(listing, HoldView::of, HoldList::new), listing.asOf());
    }

    @GET
    @Path("transactions/{hash}")
    @Operation(operationId = "transaction", summary = "The MOR that a transaction moved")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransactionView.class)))
    public Response transaction(@PathParam("network") String network, @PathParam("hash") String hash) {
        Network on = networks.named(network);
        var foundById = idLookups.transaction(on.name(), Params.hash("hash", hash));
        return queryResponder.with(TransactionView.of(foundById.asOf(), foundById.value()), foundById.asOf());
    }
}
