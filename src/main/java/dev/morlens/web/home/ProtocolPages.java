package dev.morlens.web.home;

import dev.morlens.holdrule.RuleHistory;
import dev.morlens.market.overview.ProtocolOverviews;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.web.part.PageLayouts;
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
    private final RuleHistory ruleHistory;
    private final PageLayouts pageLayouts;

    ProtocolPages(Networks networks, ProtocolOverviews overviews, RuleHistory ruleHistory, PageLayouts pageLayouts) {
        this.networks = networks;
        this.overviews = overviews;
        this.ruleHistory = ruleHistory;
        this.pageLayouts = pageLayouts;
    }

    @GET
    public TemplateInstance protocol(@PathParam("network") String network) {
        Network on = networks.named(network);
        ProtocolPage page = ProtocolPage.of(on, overviews.of(on), ruleHistory.timeline(on.name()));
        return HomeTemplates.protocol(pageLayouts.of(on.title() + ": how the protocol fares", Optional.of(on)), page);
    }
}
