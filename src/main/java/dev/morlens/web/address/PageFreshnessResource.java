package dev.morlens.web.address;

import dev.morlens.chain.value.Address;
import dev.morlens.http.Params;
import dev.morlens.position.cache.Positions;
import dev.morlens.position.live.PositionResolver;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.web.part.WebConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** Tells an open page of an address whether it is still true. No node is asked: that costs more than it may each time. */
@Path("/{network}/address/{address}/live")
@Produces("application/json")
@RunOnVirtualThread
public class PageFreshnessResource {

    private final Networks networks;
    private final PositionResolver positionResolver;
    private final Positions positions;
    private final WebConfig config;

    /**
     * @param figures another name as soon as the page would read differently
     * @param at when it was asked
     * @param every how many milliseconds later to ask again
     */
    private record Present(String figures, Instant at, long every) {}

    PageFreshnessResource(Networks networks, PositionResolver positionResolver, Positions positions, WebConfig config) {
        this.networks = networks;
        this.positionResolver = positionResolver;
        this.positions = positions;
        this.config = config;
    }

    @GET
    public Response live(@PathParam("network") String network, @PathParam("address") String text) {
        Network on = networks.named(network);
        Address address = Params.address("address", text);
        String figures =
                positionResolver.isBehind(on) ? FigureNames.OLD : FigureNames.of(positions.of(on.name(), address));
        Present now =
                new Present(figures, Instant.now(), config.pages().lookEvery().toMillis());
        return Response.ok(now).header("Cache-Control", "no-store").build();
    }
}
