package dev.morlens.web.address;

import dev.morlens.chain.value.Address;
import dev.morlens.http.Params;
import dev.morlens.position.list.ListService;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.web.part.AsOfQuery;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.ListPage;
import dev.morlens.web.part.NoOpLine;
import dev.morlens.web.part.PageLayouts;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;

/** An address's transfers that moved nothing, for people. */
@Path("/{network}/address/{address}/no-op-transfers")
@Produces(AddressPages.HTML)
@RunOnVirtualThread
public class NoOpPages {

    private final Networks networks;
    private final ListService listService;
    private final PageLayouts pageLayouts;

    NoOpPages(Networks networks, ListService listService, PageLayouts pageLayouts) {
        this.networks = networks;
        this.listService = listService;
        this.pageLayouts = pageLayouts;
    }

    @GET
    public TemplateInstance noOps(
            @PathParam("network") String network,
            @PathParam("address") String text,
            @BeanParam AsOfQuery past,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Address address = Params.address("address", text);
        var listing = listService.noOps(on.name(), past.moment(), address, Params.part(null, cursor));
        var page = ListPage.of(
                on,
                address,
                past.moment(),
                listing,
                IdShortener.naming(networks.contracts(on)),
                (noOpMovement, asOf, idShortener) -> NoOpLine.of(noOpMovement, address, asOf.now(), idShortener));
        return AddressTemplates.noOps(
                pageLayouts.of("Transfers of " + address.checksummed() + " that moved nothing", on, address), page);
    }
}
