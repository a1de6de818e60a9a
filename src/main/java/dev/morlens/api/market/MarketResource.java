package dev.morlens.api.market;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.api.answer.ListView;
import dev.morlens.api.answer.QueryResponder;
import dev.morlens.chain.value.Hash;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Models and bids of a network. */
@Path("/api/v1/{network}")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Market")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class MarketResource {

    @Inject
    Networks networks;

    @Inject
    Markets markets;

    @Inject
    QueryResponder queryResponder;

    @GET
    @Path("models")
    @Operation(operationId = "models", summary = "The network's models")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ModelList.class)))
    public Response models(
            @PathParam("network") String network,
            @Schema(description = "A whole tag, in any case") @QueryParam("tag") String tag,
            @Schema(enumeration = {"llm", "stt", "tts", "embedding", "unknown"}) @QueryParam("type") String type,
            @Schema(description = "A part of a name, tag or id, in any case") @QueryParam("text") String text,
            @Schema(
                            enumeration = {"active", "deleted", "all"},
                            defaultValue = "active")
                    @QueryParam("state")
                    String state,
            @Schema(
                            enumeration = {"providers", "sessions", "price", "name"},
                            defaultValue = "providers")
                    @QueryParam("sort")
                    String sort,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        ModelFilter filter = Params.models(tag, type, text, state, sort);
        Market market = markets.of(on);
        var listing = MarketLists.models(on.name(), market, filter, Params.part(limit, cursor));
        ListView.Maker<ModelView, ModelList> maker = (asOf, items, next) ->
                new ModelList(asOf, items, next, market.unreadable().models());
        var view = ListView.of(listing, (offer, now) -> ModelView.listed(offer), maker);
        return queryResponder.with(view, listing.asOf());
    }

    @GET
    @Path("models/{id}")
    @Operation(operationId = "model", summary = "A model")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ModelView.class)))
    public Response model(@PathParam("network") String network, @PathParam("id") String id) {
        Network on = networks.named(network);
        Hash asked = Params.hash("id", id);
        Market market = markets.of(on);
        var offer = MarketLists.model(on.name(), market, asked);
        return of(ModelView.of(offer, asOf(market)), market);
    }

    @GET
    @Path("models/{id}/bids")
    @Operation(operationId = "modelBids", summary = "A model's bids, the best rated first, deleted ones last")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BidList.class)))
    public Response bids(
            @PathParam("network") String network,
            @PathParam("id") String id,
            @Schema(
                            enumeration = {"active", "deleted", "all"},
                            defaultValue = "all")
                    @QueryParam("state")
                    String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Hash asked = Params.hash("id", id);
        ModelFilter.ModelState wanted = Params.offerState(state, ModelFilter.ModelState.ALL);
        Market market = markets.of(on);
        var listing = MarketLists.bids(on.name(), market, asked, wanted, Params.part(limit, cursor));
        var view = ListView.of(listing, (rated, now) -> BidView.listed(market, rated), BidList::new);
        return queryResponder.with(view, listing.asOf());
    }

    @GET
    @Path("bids/{id}")
    @Operation(operationId = "bid", summary = "A bid, and what speaks for it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BidView.class)))
    public Response bid(@PathParam("network") String network, @PathParam("id") String id) {
        Network on = networks.named(network);
        Hash asked = Params.hash("id", id);
        Market market = markets.of(on);
        return of(BidView.of(market, MarketLists.bid(on.name(), market, asked), AsOfView.of(market.asOf())), market);
    }

    private Response of(Object view, Market market) {
        return queryResponder.with(view, market.asOf());
    }

    private static Optional<AsOfView> asOf(Market market) {
        return Optional.of(AsOfView.of(market.asOf()));
    }
}
