package dev.morlens.web;

import dev.morlens.api.Params;
import dev.morlens.chain.value.Address;
import dev.morlens.preview.Actions;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/** What brings an address's MOR back, for people. */
@Path("/{network}/address/{address}/actions")
@Produces("text/html;charset=UTF-8")
@RunOnVirtualThread
public class ActionPages {

    private final Networks networks;
    private final Actions actions;
    private final Frames frames;

    ActionPages(Networks networks, Actions actions, Frames frames) {
        this.networks = networks;
        this.actions = actions;
        this.frames = frames;
    }

    @GET
    public TemplateInstance actions(@PathParam("network") String network, @PathParam("address") String text) {
        Network on = networks.named(network);
        Address address = Params.address("address", text);
        Actions.Answer found = actions.of(on, address);
        Ids ids = new Ids();
        Id whose = ids.of(address);
        found.actions().forEach(action -> action.subject().ifPresent(ids::in));
        ActionsPage page = new ActionsPage(
                on.name(),
                whose,
                PreviewBox.Second.of(found.second()),
                found.actions().stream()
                        .map(action -> ActionLine.of(action, on, found.asOf(), ids))
                        .toList(),
                Lacking.of(found.asOf()),
                VerificationLine.of(found.verification()),
                AsOfLine.of(found.asOf()),
                Explorer.of(on));
        return ActionTemplates.actions(
                frames.of("What brings MOR back to " + address.checksummed(), on, address), page);
    }
}
