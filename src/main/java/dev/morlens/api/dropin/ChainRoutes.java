package dev.morlens.api.dropin;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Wei;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.abi.View;
import dev.morlens.protocol.view.ViewReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The day's terms, and the newest block. */
@Path("/compat/{network}/blockchain")
@RunOnVirtualThread
public class ChainRoutes {

    @Inject
    Networks networks;

    @Inject
    SnapshotReader snapshotReader;

    @Inject
    NodeAnswers nodes;

    @Inject
    DropInResponses dropInResponses;

    @GET
    @Path("sessions/budget")
    public Response budget(@PathParam("network") String network) {
        return fromNode(network, "budget", SessionViews::getTodaysBudget, Envelopes.BudgetEnvelope::new);
    }

    @GET
    @Path("token/supply")
    public Response supply(@PathParam("network") String network) {
        return fromNode(network, "supply", SessionViews::totalMorSupply, Envelopes.SupplyEnvelope::new);
    }

    @GET
    @Path("latestBlock")
    public Response latestBlock(@PathParam("network") String network) {
        AsOf asOf = now(networks.named(network));
        return dropInResponses.of(new Envelopes.LatestBlockEnvelope(asOf.block().number()), asOf);
    }

    private Response fromNode(
            String network,
            String what,
            BiFunction<SessionViews, Instant, View<Wei>> view,
            Function<String, Object> body) {
        Network on = networks.named(network);
        View<Wei> asked = view.apply(new SessionViews(on.diamond()), now(on).now());
        var foundById = nodes.ask(on, what, Wei.class, (node, at) -> new ViewReader(node).read(at, asked));
        return dropInResponses.of(body.apply(foundById.value().toString()), foundById.asOf());
    }

    private AsOf now(Network network) {
        return snapshotReader.read(network.name(), (networkReads, asOf) -> asOf);
    }
}
