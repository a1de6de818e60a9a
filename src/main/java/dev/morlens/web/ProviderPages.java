package dev.morlens.web;

import dev.morlens.api.Params;
import dev.morlens.chain.value.Address;
import dev.morlens.market.Market;
import dev.morlens.market.MarketLists;
import dev.morlens.market.Markets;
import dev.morlens.market.ModelFilter.State;
import dev.morlens.position.Lists;
import dev.morlens.position.SessionFilter;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
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
    private final Lists lists;
    private final Frames frames;

    ProviderPages(Networks networks, Markets markets, Lists lists, Frames frames) {
        this.networks = networks;
        this.markets = markets;
        this.lists = lists;
        this.frames = frames;
    }

    @GET
    @Path("providers")
    public TemplateInstance providers(
            @PathParam("network") String network,
            @QueryParam("state") String state,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        State wanted = Params.offerState(state, State.ACTIVE);
        Market market = markets.of(on);
        var listing = MarketLists.providers(on.name(), market, wanted, Params.part(null, cursor));
        Ids ids = new Ids();
        ids.also(market.providers().keySet());
        ProvidersPage page = new ProvidersPage(
                on.name(),
                wanted == State.ALL,
                listing.items().stream()
                        .map(provider -> ProviderLine.of(market, provider, ids))
                        .toList(),
                market.unreadable().providers(),
                listing.next().map(next -> "?state=" + Params.name(wanted) + "&cursor=" + next),
                AsOfLine.of(market.asOf()),
                Explorer.of(on));
        return MarketTemplates.providers(frames.of(on.title() + ": providers", Optional.of(on), "/providers"), page);
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
        var bids = MarketLists.bidsOf(on.name(), market, asked, Optional.empty(), State.ALL, Params.part(null, cursor));
        return MarketTemplates.provider(
                frames.of("Provider " + asked.checksummed(), Optional.of(on)),
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
        return MarketTemplates.bid(frames.of("Bid " + asked, Optional.of(on)), BidPage.of(on, market, rated));
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
        Ids ids = new Ids();
        Id whose = ids.of(id);
        var served = lists.sessions(on.name(), filter, Params.part(null, cursor));
        ServedPage page = new ServedPage(
                on.name(),
                of,
                whose,
                served.items().stream()
                        .map(at -> SessionLine.of(at, served.asOf(), ids))
                        .toList(),
                served.next().map(next -> "?cursor=" + next),
                AsOfLine.of(served.asOf()),
                Explorer.of(on));
        return MarketTemplates.served(frames.of("Sessions of " + of + " " + whose.full(), Optional.of(on)), page);
    }
}
