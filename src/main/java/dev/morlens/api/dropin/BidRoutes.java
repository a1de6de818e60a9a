package dev.morlens.api.dropin;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.market.offer.Market;
import dev.morlens.market.offer.MarketLists;
import dev.morlens.market.offer.Markets;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.market.rating.Rating;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Bids of a model or a provider. */
@Path("/compat/{network}/blockchain")
@RunOnVirtualThread
public class BidRoutes {

    private static final Comparator<RatedBid> BEST_FIRST = Comparator.comparingDouble(BidRoutes::score)
            .reversed()
            .thenComparing(rated -> rated.bid().id().toString());

    @Inject
    Networks networks;

    @Inject
    Markets markets;

    @Inject
    DropInResponses dropInResponses;

    @GET
    @Path("models/{id}/bids")
    public Response ofModel(
            @PathParam("network") String network, @PathParam("id") String id, @BeanParam PageQuery page) {
        return ofModel(network, id, page.paging(), rated -> true);
    }

    @GET
    @Path("models/{id}/bids/active")
    public Response activeOfModel(
            @PathParam("network") String network, @PathParam("id") String id, @BeanParam PageQuery page) {
        return ofModel(network, id, page.paging(), RatedBid::active);
    }

    @GET
    @Path("models/{id}/bids/rated")
    public Response rated(@PathParam("network") String network, @PathParam("id") String id) {
        Network on = networks.named(network);
        Hash asked = NodeParams.id("id", id);
        Market market = markets.of(on);
        List<RatedForm> bids = MarketLists.model(on.name(), market, asked).bids().stream()
                .filter(RatedBid::canBeChosen)
                .sorted(BEST_FIRST)
                .map(RatedForm::of)
                .toList();
        return dropInResponses.list(new Envelopes.RatedBidsEnvelope(bids), bids.size(), market.asOf());
    }

    @GET
    @Path("providers/{address}/bids")
    public Response ofProvider(
            @PathParam("network") String network, @PathParam("address") String address, @BeanParam PageQuery page) {
        return ofProvider(network, address, page.paging(), rated -> true);
    }

    @GET
    @Path("providers/{address}/bids/active")
    public Response activeOfProvider(
            @PathParam("network") String network, @PathParam("address") String address, @BeanParam PageQuery page) {
        return ofProvider(network, address, page.paging(), RatedBid::active);
    }

    private Response ofModel(String network, String id, Paging paging, Predicate<RatedBid> which) {
        Network on = networks.named(network);
        Hash model = NodeParams.id("id", id);
        Market market = markets.of(on);
        MarketLists.model(on.name(), market, model);
        return list(market, paging, which.and(rated -> rated.bid().modelId().equals(model)));
    }

    private Response ofProvider(String network, String address, Paging paging, Predicate<RatedBid> which) {
        Address provider = NodeParams.address("address", address);
        Market market = markets.of(networks.named(network));
        return list(market, paging, which.and(rated -> rated.bid().provider().equals(provider)));
    }

    private Response list(Market market, Paging paging, Predicate<RatedBid> which) {
        var part = paging.of(market.bids().values().stream()
                .filter(which)
                .map(RatedBid::bid)
                .sorted(Comparator.comparing(bid -> bid.createdAt()))
                .toList());
        var body = new Envelopes.BidsEnvelope(
                part.items().stream().map(BidForm::of).toList());
        return dropInResponses.list(body, part.total(), market.asOf());
    }

    private static double score(RatedBid rated) {
        return rated.rating().map(Rating::nodeScore).orElse(0.0);
    }
}
