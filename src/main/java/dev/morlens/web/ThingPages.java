package dev.morlens.web;

import dev.morlens.api.Params;
import dev.morlens.api.Statuses;
import dev.morlens.market.Markets;
import dev.morlens.position.Lookups;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
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
public class ThingPages {

    private final Networks networks;
    private final Lookups lookups;
    private final Statuses statuses;
    private final SessionExplainer explainer;
    private final Markets markets;
    private final Frames frames;

    ThingPages(
            Networks networks,
            Lookups lookups,
            Statuses statuses,
            SessionExplainer explainer,
            Markets markets,
            Frames frames) {
        this.networks = networks;
        this.lookups = lookups;
        this.statuses = statuses;
        this.explainer = explainer;
        this.markets = markets;
        this.frames = frames;
    }

    @GET
    @Path("session/{id}")
    public TemplateInstance session(@PathParam("network") String network, @PathParam("id") String id) {
        Network on = networks.named(network);
        var found = lookups.session(on.name(), Params.session(id));
        Frame frame = frames.of("Session " + found.value().session().id(), Optional.of(on));
        var explained = explainer.of(on, found.value(), found.asOf());
        var model = markets.nameAtHand(on, found.value().session().facts().modelId());
        return SessionTemplates.session(frame, SessionModel.of(on, found.value(), model, found.asOf(), explained));
    }

    @GET
    @Path("tx/{hash}")
    public TemplateInstance transaction(@PathParam("network") String network, @PathParam("hash") String hash) {
        Network on = networks.named(network);
        var found = lookups.transaction(on.name(), Params.hash("hash", hash));
        TransactionPage page = TransactionModel.of(on, found.value(), found.asOf(), Ids.naming(networks.contracts(on)));
        return SessionTemplates.transaction(
                frames.of("Transaction " + page.hash().full(), Optional.of(on)), page);
    }

    @GET
    @Path("status")
    public TemplateInstance status(@PathParam("network") String network) {
        Network on = networks.named(network);
        return HomeTemplates.status(frames.of(on.title() + ": status", Optional.of(on)), statuses.of(on));
    }
}
