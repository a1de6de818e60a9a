package dev.morlens.api.market;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.api.answer.ListView;
import dev.morlens.api.answer.QueryResponder;
import dev.morlens.chain.value.Address;
import dev.morlens.http.Params;
import dev.morlens.http.Problem;
import dev.morlens.market.offer.Market;
import dev.morlens.market.offer.MarketLists;
import dev.morlens.market.offer.Markets;
import dev.morlens.market.offer.ModelFilter;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Providers of a network. */
@Path("/api/v1/{network}/providers")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Market")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class ProviderResource {

    @Inject
    Networks networks;

    @Inject
    Markets markets;

    @Inject
    QueryResponder queryResponder;

    @GET
    @Operation(operationId = "providers", summary = "The providers that ever registered, largest stake first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProviderList.class)))
    public Response providers(
            @PathParam("network") String network,
            @Schema(
                            enumeration = {"active", "deleted", "all"},
                            defaultValue = "active")
                    @QueryParam("state")
                    String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        ModelFilter.ModelState wanted = Params.offerState(state, ModelFilter.ModelState.ACTIVE);
        Market market = markets.of(on);
        var listing = MarketLists.providers(on.name(), market, wanted, Params.part(limit, cursor));
        ListView.Maker<ProviderView, ProviderList> maker = (asOf, items, next) ->
                new ProviderList(asOf, items, next, market.unreadable().providers());
        var view = ListView.of(listing, (one, now) -> ProviderView.listed(market, one), maker);
        return queryResponder.with(view, listing.asOf());
    }

    @GET
    @Path("{address}")
    @Operation(operationId = "provider", summary = "A provider: its stake, limit, bids, sessions, earnings and record")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProviderView.class)))
    public Response provider(@PathParam("network") String network, @PathParam("address") String address) {
        Network on = networks.named(network);
        Address asked = Params.address("address", address);
        Market market = markets.of(on);
        var view = ProviderView.of(market, MarketLists.provider(on.name(), market, asked), AsOfView.of(market.asOf()));
        return queryResponder.with(view, market.asOf());
    }

    @GET
    @Path("{address}/bids")
    @Operation(operationId = "providerBids", summary = "All that a provider ever bid, the newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BidList.class)))
    public Response bids(
            @PathParam("network") String network,
            @PathParam("address") String address,
            @Schema(description = "A model's id") @QueryParam("model") String model,
            @Schema(
                            enumeration = {"active", "deleted", "all"},
                            defaultValue = "all")
                    @QueryParam("state")
                    String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Address asked = Params.address("address", address);
        ModelFilter.ModelState wanted = Params.offerState(state, ModelFilter.ModelState.ALL);
        Market market = markets.of(on);
        var listing = MarketLists.bidsOf(
                on.name(), market, asked, Params.optionalHash("model", model), wanted, Params.part(limit, cursor));
        var view = ListView.of(listing, (rated, now) -> BidView.listed(market, rated), BidList::new);
        return queryResponder.with(view, listing.asOf());
    }
}
