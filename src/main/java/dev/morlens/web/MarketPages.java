package dev.morlens.web;

import dev.morlens.api.Params;
import dev.morlens.market.Market;
import dev.morlens.market.MarketLists;
import dev.morlens.market.Markets;
import dev.morlens.market.ModelFilter;
import dev.morlens.market.ModelOffer;
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

/** Models and what is bid for them, for people. */
@Path("/{network}")
@Produces("text/html;charset=UTF-8")
@RunOnVirtualThread
public class MarketPages {

    private final Networks networks;
    private final Markets markets;
    private final Frames frames;

    MarketPages(Networks networks, Markets markets, Frames frames) {
        this.networks = networks;
        this.markets = markets;
        this.frames = frames;
    }

    @GET
    @Path("models")
    public TemplateInstance models(
            @PathParam("network") String network,
            @QueryParam("text") String text,
            @QueryParam("tag") String tag,
            @QueryParam("type") String type,
            @QueryParam("sort") String sort,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        ModelFilter filter = Params.models(given(tag), given(type), given(text), null, sort);
        Market market = markets.of(on);
        var listing = MarketLists.models(on.name(), market, filter, Params.part(null, cursor));
        ModelsForm form = ModelsForm.of(filter);
        Ids ids = new Ids();
        ModelsPage page = new ModelsPage(
                on.name(),
                form,
                listing.items().stream().map(offer -> ModelLine.of(offer, ids)).toList(),
                listing.next().map(form::next),
                market.unreadable().models(),
                AsOfLine.of(market.asOf()),
                Explorer.of(on));
        return MarketTemplates.models(frames.of(on.title() + ": models", Optional.of(on), "/models"), page);
    }

    /** A form sends fields that were left empty, too. */
    private static String given(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    @GET
    @Path("model/{id}")
    public TemplateInstance model(
            @PathParam("network") String network, @PathParam("id") String id, @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        var asked = Params.hash("id", id);
        Market market = markets.of(on);
        ModelOffer offer = MarketLists.model(on.name(), market, asked);
        var bids = MarketLists.bids(on.name(), market, asked, ModelFilter.State.ALL, Params.part(null, cursor));
        Ids ids = new Ids();
        ids.also(offer.bids().stream().map(rated -> rated.bid().provider()).toList());
        ModelPage page = new ModelPage(
                on.name(),
                ModelLine.withAllTags(offer, ids),
                Params.name(offer.type()),
                ids.of(offer.model().ipfsCid()),
                ids.of(offer.model().owner()),
                Mor.of(offer.model().stake()),
                When.of(offer.model().createdAt(), market.asOf().now()),
                bids.items().stream().map(rated -> BidLine.of(rated, ids)).toList(),
                bids.next().map(next -> "?cursor=" + next),
                AsOfLine.of(market.asOf()),
                Explorer.of(on));
        return MarketTemplates.model(frames.of("Model " + page.model().name(), Optional.of(on)), page);
    }
}
