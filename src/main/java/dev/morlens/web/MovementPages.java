package dev.morlens.web;

import dev.morlens.api.Params;
import dev.morlens.chain.value.Address;
import dev.morlens.position.Lists;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.MovementQuery;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;

/** An address's movements in full, for people. */
@Path("/{network}/address/{address}/movements")
@Produces(AddressPages.HTML)
@RunOnVirtualThread
public class MovementPages {

    private final Networks networks;
    private final Lists lists;
    private final Frames frames;

    MovementPages(Networks networks, Lists lists, Frames frames) {
        this.networks = networks;
        this.lists = lists;
        this.frames = frames;
    }

    @GET
    public TemplateInstance movements(
            @PathParam("network") String network,
            @PathParam("address") String text,
            @BeanParam PastQuery past,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Address address = Params.address("address", text);
        MovementQuery query = new MovementQuery(address, Optional.empty());
        var listing = lists.movements(on.name(), past.moment(), query, Params.part(null, cursor));
        var page = AddressPages.page(
                on,
                address,
                past.moment(),
                listing,
                Ids.naming(networks.contracts(on)),
                (movement, asOf, ids) -> MovementLine.of(movement, address, asOf.now(), ids));
        return AddressTemplates.movements(frames.of("Movements of " + address.checksummed(), on, address), page);
    }
}
