package dev.morlens.web.action;

import dev.morlens.chain.value.Address;
import dev.morlens.http.Params;
import dev.morlens.preview.action.RecoveryActions;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.IncompleteText;
import dev.morlens.web.part.PageLayouts;
import dev.morlens.web.part.PreviewBox;
import dev.morlens.web.part.VerificationLine;
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
    private final RecoveryActions recoveryActions;
    private final PageLayouts pageLayouts;

    ActionPages(Networks networks, RecoveryActions recoveryActions, PageLayouts pageLayouts) {
        this.networks = networks;
        this.recoveryActions = recoveryActions;
        this.pageLayouts = pageLayouts;
    }

    @GET
    public TemplateInstance actions(@PathParam("network") String network, @PathParam("address") String text) {
        Network on = networks.named(network);
        Address address = Params.address("address", text);
        RecoveryActions.OfferedActions found = recoveryActions.of(on, address);
        IdShortener idShortener = new IdShortener();
        IdText whose = idShortener.of(address);
        found.actions().forEach(recoveryAction -> recoveryAction.subject().ifPresent(idShortener::in));
        ActionsPage page = new ActionsPage(
                on.name(),
                whose,
                PreviewBox.Second.of(found.second()),
                found.actions().stream()
                        .map(recoveryAction -> ActionLine.of(recoveryAction, on, found.asOf(), idShortener))
                        .toList(),
                IncompleteText.of(found.asOf()),
                VerificationLine.of(found.verification()),
                AsOfLine.of(found.asOf()),
                Explorer.of(on));
        return ActionTemplates.actions(
                pageLayouts.of("What brings MOR back to " + address.checksummed(), on, address), page);
    }
}
