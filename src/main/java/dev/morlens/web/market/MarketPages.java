package dev.morlens.web.market;

import dev.morlens.http.Params;
import dev.morlens.market.offer.Market;
import dev.morlens.market.offer.MarketLists;
import dev.morlens.market.offer.Markets;
import dev.morlens.market.offer.ModelFilter;
import dev.morlens.market.offer.ModelOffer;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.ModelLine;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.PageLayouts;
import dev.morlens.web.part.TimeText;
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
    private final PageLayouts pageLayouts;

    MarketPages(Networks networks, Markets markets, PageLayouts pageLayouts) {
        this.networks = networks;
        this.markets = markets;
        this.pageLayouts = pageLayouts;
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
        IdShortener idShortener = new IdShortener();
        ModelsPage page = new ModelsPage(
                on.name(),
                form,
                listing.items().stream()
                        .map(offer -> ModelLine.of(offer, idShortener))
                        .toList(),
                listing.next().map(form::next),
                market.unreadable().models(),
                AsOfLine.of(market.asOf()),
                Explorer.of(on));
        return MarketTemplates.models(pageLayouts.of(on.title() + ": models", Optional.of(on), "/models"), page);
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
        var bids = MarketLists.bids(on.name(), market, asked, ModelFilter.ModelState.ALL, Params.part(null, cursor));
        IdShortener idShortener = new IdShortener();
        idShortener.also(
                offer.bids().stream().map(rated -> rated.bid().provider()).toList());
        ModelPage page = new ModelPage(
                on.name(),
                ModelLine.withAllTags(offer, idShortener),
                Params.name(offer.type()),
                idShortener.of(offer.model().ipfsCid()),
                idShortener.of(offer.model().owner()),
                MorText.of(offer.model().stake()),
                TimeText.of(offer.model().createdAt(), market.asOf().now()),
                bids.items().stream()
                        .map(rated -> BidLine.of(rated, idShortener))
                        .toList(),
                bids.next().map(next -> "?cursor=" + next),
                AsOfLine.of(market.asOf()),
                Explorer.of(on));
        return MarketTemplates.model(pageLayouts.of("Model " + page.model().name(), Optional.of(on)), page);
    }
}
