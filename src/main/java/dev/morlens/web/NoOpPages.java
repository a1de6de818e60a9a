package dev.morlens.web;

import dev.morlens.api.Params;
import dev.morlens.chain.value.Address;
import dev.morlens.position.Lists;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
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
    private final Lists lists;
    private final Frames frames;

    NoOpPages(Networks networks, Lists lists, Frames frames) {
        this.networks = networks;
        this.lists = lists;
        this.frames = frames;
    }

    @GET
    public TemplateInstance noOps(
            @PathParam("network") String network,
            @PathParam("address") String text,
            @BeanParam PastQuery past,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Address address = Params.address("address", text);
        var listing = lists.noOps(on.name(), past.moment(), address, Params.part(null, cursor));
        var page = AddressPages.page(
                on,
                address,
                past.moment(),
                listing,
                Ids.naming(networks.contracts(on)),
                (noOp, asOf, ids) -> NoOpLine.of(noOp, address, asOf.now(), ids));
        return AddressTemplates.noOps(
                frames.of("Transfers of " + address.checksummed() + " that moved nothing", on, address), page);
    }
}
