package dev.morlens.api.dropin;

import dev.morlens.market.offer.Market;
import dev.morlens.market.offer.Markets;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.protocol.Networks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** The files of the network's status page. */
@Path("/compat/{network}")
@RunOnVirtualThread
public class StatusPageRoutes {

    @Inject
    Networks networks;

    @Inject
    Markets markets;

    @Inject
    DropInResponses dropInResponses;

    @GET
    @Path("active_models.json")
    public Response models(@PathParam("network") String network) {
        Market market = markets.of(networks.named(network));
        var models = market.models().values().stream()
                .filter(offer -> offer.active() > 0 && !offer.model().deleted())
                .map(ActiveModel::of)
                .toList();
        long updated = market.asOf().now().getEpochSecond();
        return dropInResponses.list(new Envelopes.ActiveModelsEnvelope(models, updated), models.size(), market.asOf());
    }

    @GET
    @Path("active_bids.json")
    public Response bids(@PathParam("network") String network) {
        Market market = markets.of(networks.named(network));
        var bids = market.bids().values().stream()
                .filter(RatedBid::active)
                .map(rated -> ActiveBid.of(market, rated))
                .toList();
        return dropInResponses.list(new Envelopes.ActiveBidsEnvelope(bids), bids.size(), market.asOf());
    }
}
