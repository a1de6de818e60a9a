package dev.morlens.web.address;

import dev.morlens.chain.value.Address;
import dev.morlens.http.Params;
import dev.morlens.position.list.ListService;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.criteria.MovementCriteria;
import dev.morlens.web.part.AsOfQuery;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.ListPage;
import dev.morlens.web.part.MovementLine;
import dev.morlens.web.part.PageLayouts;
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
    private final ListService listService;
    private final PageLayouts pageLayouts;

    MovementPages(Networks networks, ListService listService, PageLayouts pageLayouts) {
        this.networks = networks;
        this.listService = listService;
        this.pageLayouts = pageLayouts;
    }

    @GET
    public TemplateInstance movements(
            @PathParam("network") String network,
            @PathParam("address") String text,
            @BeanParam AsOfQuery past,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Address address = Params.address("address", text);
        MovementCriteria query = new MovementCriteria(address, Optional.empty());
        var listing = listService.movements(on.name(), past.moment(), query, Params.part(null, cursor));
        var page = ListPage.of(
                on,
                address,
                past.moment(),
                listing,
                IdShortener.naming(networks.contracts(on)),
                (movement, asOf, idShortener) -> MovementLine.of(movement, address, asOf.now(), idShortener));
        return AddressTemplates.movements(pageLayouts.of("Movements of " + address.checksummed(), on, address), page);
    }
}
