package dev.morlens.web.market;

import dev.morlens.chain.value.Address;
import dev.morlens.http.Params;
import dev.morlens.market.offer.Market;
import dev.morlens.market.offer.MarketLists;
import dev.morlens.market.offer.Markets;
import dev.morlens.market.offer.ModelFilter.ModelState;
import dev.morlens.position.list.ListService;
import dev.morlens.position.list.SessionFilter;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.PageLayouts;
import dev.morlens.web.part.SessionLine;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;

/** Providers and bids, and the sessions that they served, for people. */
@Path("/{network}")
@Produces("text/html;charset=UTF-8")
@RunOnVirtualThread
public class ProviderPages {

    private final Networks networks;
    private final Markets markets;
    private final ListService listService;
    private final PageLayouts pageLayouts;

    ProviderPages(Networks networks, Markets markets, ListService listService, PageLayouts pageLayouts) {
        this.networks = networks;
        this.markets = markets;
        this.listService = listService;
        this.pageLayouts = pageLayouts;
    }

    @GET
    @Path("providers")
    public TemplateInstance providers(
            @PathParam("network") String network,
            @QueryParam("state") String state,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        ModelState wanted = Params.offerState(state, ModelState.ACTIVE);
        Market market = markets.of(on);
        var listing = MarketLists.providers(on.name(), market, wanted, Params.part(null, cursor));
        IdShortener idShortener = new IdShortener();
        idShortener.also(market.providers().keySet());
        ProvidersPage page = new ProvidersPage(
                on.name(),
                wanted == ModelState.ALL,
                listing.items().stream()
                        .map(provider -> ProviderLine.of(market, provider, idShortener))
                        .toList(),
                market.unreadable().providers(),
                listing.next().map(next -> "?state=" + Params.name(wanted) + "&cursor=" + next),
                AsOfLine.of(market.asOf()),
                Explorer.of(on));
        return MarketTemplates.providers(
                pageLayouts.of(on.title() + ": providers", Optional.of(on), "/providers"), page);
    }

    @GET
    @Path("provider/{address}")
    public TemplateInstance provider(
            @PathParam("network") String network,
            @PathParam("address") String address,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Address asked = Params.address("address", address);
        Market market = markets.of(on);
        var provider = MarketLists.provider(on.name(), market, asked);
        var bids = MarketLists.bidsOf(
                on.name(), market, asked, Optional.empty(), ModelState.ALL, Params.part(null, cursor));
        return MarketTemplates.provider(
                pageLayouts.of("Provider " + asked.checksummed(), Optional.of(on)),
                ProviderPage.of(on, market, provider, bids));
    }

    @GET
    @Path("provider/{address}/sessions")
    public TemplateInstance sessionsOfProvider(
            @PathParam("network") String network,
            @PathParam("address") String address,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Address asked = Params.address("address", address);
        var filter = SessionFilter.ofProvider(asked, Optional.empty());
        return served(on, "provider", asked, filter, cursor);
    }

    @GET
    @Path("bid/{id}")
    public TemplateInstance bid(@PathParam("network") String network, @PathParam("id") String id) {
        Network on = networks.named(network);
        var asked = Params.hash("id", id);
        Market market = markets.of(on);
        var rated = MarketLists.bid(on.name(), market, asked);
        return MarketTemplates.bid(pageLayouts.of("Bid " + asked, Optional.of(on)), BidPage.of(on, market, rated));
    }

    @GET
    @Path("bid/{id}/sessions")
    public TemplateInstance sessionsOfBid(
            @PathParam("network") String network, @PathParam("id") String id, @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        var asked = Params.hash("id", id);
        var bid = MarketLists.bid(on.name(), markets.of(on), asked).bid();
        return served(on, "bid", asked, SessionFilter.ofBid(bid.provider(), asked), cursor);
    }

    private TemplateInstance served(Network on, String of, Object id, SessionFilter filter, String cursor) {
        IdShortener idShortener = new IdShortener();
        IdText whose = idShortener.of(id);
        var served = listService.sessions(on.name(), filter, Params.part(null, cursor));
        ServedPage page = new ServedPage(
                on.name(),
                of,
                whose,
                served.items().stream()
                        .map(at -> SessionLine.of(at, served.asOf(), idShortener))
                        .toList(),
                served.next().map(next -> "?cursor=" + next),
                AsOfLine.of(served.asOf()),
                Explorer.of(on));
        return MarketTemplates.served(pageLayouts.of("Sessions of " + of + " " + whose.full(), Optional.of(on)), page);
    }
}
