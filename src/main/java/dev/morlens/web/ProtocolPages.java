package dev.morlens.web;

import dev.morlens.market.ProtocolOverviews;
import dev.morlens.preview.Rules;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Optional;

/** How the protocol fares, for people. */
@Path("/{network}/protocol")
@Produces("text/html;charset=UTF-8")
@RunOnVirtualThread
public class ProtocolPages {

    private final Networks networks;
    private final ProtocolOverviews overviews;
    private final Rules rules;
    private final Frames frames;

    ProtocolPages(Networks networks, ProtocolOverviews overviews, Rules rules, Frames frames) {
        this.networks = networks;
        this.overviews = overviews;
        this.rules = rules;
        this.frames = frames;
    }

    @GET
    public TemplateInstance protocol(@PathParam("network") String network) {
        Network on = networks.named(network);
        ProtocolPage page = ProtocolPage.of(on, overviews.of(on), rules.timeline(on.name()));
        return HomeTemplates.protocol(frames.of(on.title() + ": how the protocol fares", Optional.of(on)), page);
    }
}
