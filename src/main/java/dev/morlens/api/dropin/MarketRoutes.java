package dev.morlens.api.dropin;

import dev.morlens.chain.value.Hash;
import dev.morlens.market.offer.Market;
import dev.morlens.market.offer.MarketLists;
import dev.morlens.market.offer.Markets;
import dev.morlens.market.offer.ModelOffer;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.protocol.state.Provider;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Models, a single bid, and providers. */
@Path("/compat/{network}/blockchain")
@RunOnVirtualThread
public class MarketRoutes {

    @Inject
    Networks networks;

    @Inject
    Markets markets;

    @Inject
    DropInResponses dropInResponses;

    @GET
    @Path("models")
    public Response models(@PathParam("network") String network, @BeanParam PageQuery page) {
        Paging paging = page.pagingOfAll();
        Market market = markets.of(networks.named(network));
        var part = paging.of(market.models().values().stream()
                .map(ModelOffer::model)
                .filter(model -> !model.deleted())
                .toList());
        var body = new Envelopes.ModelsEnvelope(
                part.items().stream().map(ModelForm::of).toList());
        return dropInResponses.list(body, part.total(), market.asOf());
    }

    @GET
    @Path("bids/{id}")
    public Response bid(@PathParam("network") String network, @PathParam("id") String id) {
        Network on = networks.named(network);
        Hash asked = NodeParams.id("id", id);
        Market market = markets.of(on);
        RatedBid rated = MarketLists.bid(on.name(), market, asked);
        return dropInResponses.of(new Envelopes.BidEnvelope(BidForm.of(rated.bid())), market.asOf());
    }

    @GET
    @Path("providers")
    public Response providers(@PathParam("network") String network, @BeanParam PageQuery page) {
        Paging paging = page.pagingOfAll();
        Market market = markets.of(networks.named(network));
        List<Provider> active = market.providers().values().stream()
                .filter(provider -> provider.exists() && !provider.deleted())
                .toList();
        var part = paging.of(active);
        var body = new Envelopes.ProvidersEnvelope(
                part.items().stream().map(ProviderForm::of).toList());
        return dropInResponses.list(body, part.total(), market.asOf());
    }
}
