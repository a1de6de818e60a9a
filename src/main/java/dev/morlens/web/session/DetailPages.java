package dev.morlens.web.session;

import dev.morlens.api.network.Statuses;
import dev.morlens.http.Params;
import dev.morlens.market.offer.Markets;
import dev.morlens.position.search.IdLookups;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.web.home.HomeTemplates;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.PageLayout;
import dev.morlens.web.part.PageLayouts;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Optional;

/** Sessions, transactions and the index's state for people. */
@Path("/{network}")
@Produces("text/html;charset=UTF-8")
@RunOnVirtualThread
public class DetailPages {

    private final Networks networks;
    private final IdLookups idLookups;
    private final Statuses statuses;
    private final SessionExplainer explainer;
    private final Markets markets;
    private final PageLayouts pageLayouts;

    DetailPages(
            Networks networks,
            IdLookups idLookups,
            Statuses statuses,
            SessionExplainer explainer,
            Markets markets,
            PageLayouts pageLayouts) {
        this.networks = networks;
        this.idLookups = idLookups;
        this.statuses = statuses;
        this.explainer = explainer;
        this.markets = markets;
        this.pageLayouts = pageLayouts;
    }

    @GET
    @Path("session/{id}")
    public TemplateInstance session(@PathParam("network") String network, @PathParam("id") String id) {
        Network on = networks.named(network);
        var foundById = idLookups.session(on.name(), Params.session(id));
        PageLayout pageLayout =
                pageLayouts.of("Session " + foundById.value().session().id(), Optional.of(on));
        var explained = explainer.of(on, foundById.value(), foundById.asOf());
        var model = markets.nameAtHand(on, foundById.value().session().facts().modelId());
        return SessionTemplates.session(
                pageLayout, SessionPageBuilder.of(on, foundById.value(), model, foundById.asOf(), explained));
    }

    @GET
    @Path("tx/{hash}")
    public TemplateInstance transaction(@PathParam("network") String network, @PathParam("hash") String hash) {
        Network on = networks.named(network);
        var foundById = idLookups.transaction(on.name(), Params.hash("hash", hash));
        TransactionPage page = TransactionPageBuilder.of(
                on, foundById.value(), foundById.asOf(), IdShortener.naming(networks.contracts(on)));
        return SessionTemplates.transaction(
                pageLayouts.of("Transaction " + page.hash().full(), Optional.of(on)), page);
    }

    @GET
    @Path("status")
    public TemplateInstance status(@PathParam("network") String network) {
        Network on = networks.named(network);
        return HomeTemplates.status(pageLayouts.of(on.title() + ": status", Optional.of(on)), statuses.of(on));
    }
}
