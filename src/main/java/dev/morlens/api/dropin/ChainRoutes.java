package dev.morlens.api.dropin;

import dev.morlens.chain.value.Wei;
import dev.morlens.position.AsOf;
import dev.morlens.position.Heads;
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
    Heads heads;

    @Inject
    NodeAnswers nodes;

    @Inject
    Replies replies;

    @GET
    @Path("sessions/budget")
    public Response budget(@PathParam("network") String network) {
        return told(network, "budget", SessionViews::getTodaysBudget, Wrapped.Budget::new);
    }

    @GET
    @Path("token/supply")
    public Response supply(@PathParam("network") String network) {
        return told(network, "supply", SessionViews::totalMorSupply, Wrapped.Supply::new);
    }

    @GET
    @Path("latestBlock")
    public Response latestBlock(@PathParam("network") String network) {
        AsOf asOf = now(networks.named(network));
        return replies.of(new Wrapped.LatestBlock(asOf.block().number()), asOf);
    }

    private Response told(
            String network,
            String what,
            BiFunction<SessionViews, Instant, View<Wei>> view,
            Function<String, Object> body) {
        Network on = networks.named(network);
        View<Wei> asked = view.apply(new SessionViews(on.diamond()), now(on).now());
        var found = nodes.ask(on, what, Wei.class, (node, at) -> new ViewReader(node).read(at, asked));
        return replies.of(body.apply(found.value().toString()), found.asOf());
    }

    private AsOf now(Network network) {
        return heads.read(network.name(), (reads, asOf) -> asOf);
    }
}
