package dev.morlens.api.dropin;

import dev.morlens.ledger.entry.Session;
import dev.morlens.position.list.SessionFilter;
import dev.morlens.position.search.IdLookups;
import dev.morlens.position.search.IdLookups.FoundById;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.criteria.Counted;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Sessions, from the index; only their receipts are asked of a node. */
@Path("/compat/{network}/blockchain")
@RunOnVirtualThread
public class SessionRoutes {

    @Inject
    Networks networks;

    @Inject
    IdLookups idLookups;

    @Inject
    CloseReceipts closeReceipts;

    @Inject
    DropInResponses dropInResponses;

    @GET
    @Path("sessions/user")
    public Response ofUser(
            @PathParam("network") String network,
            @QueryParam("user") String user,
            @QueryParam("address") String address,
            @BeanParam PageQuery page) {
        return list(network, ofUser(user, address), page.paging());
    }

    @GET
    @Path("sessions/user/ids")
    public Response idsOfUser(
            @PathParam("network") String network,
            @QueryParam("user") String user,
            @QueryParam("address") String address,
            @BeanParam PageQuery page) {
        var foundById = find(network, ofUser(user, address), page.paging());
        List<String> ids = foundById.value().items().stream()
                .map(session -> session.id().toString())
                .toList();
        return dropInResponses.list(ids, foundById.value().total(), foundById.asOf());
    }

    @GET
    @Path("sessions/provider")
    public Response ofProvider(
            @PathParam("network") String network,
            @QueryParam("provider") String provider,
            @QueryParam("address") String address,
            @BeanParam PageQuery page) {
        var filter = SessionFilter.ofProvider(NodeParams.address("provider", provider, address), Optional.empty());
        return list(network, filter, page.paging());
    }

    @GET
    @Path("sessions/{id}")
    public Response session(@PathParam("network") String network, @PathParam("id") String id) {
        Network on = networks.named(network);
        var foundById = idLookups.session(on.name(), new SessionId(NodeParams.id("id", id)));
        Session session = foundById.value().session();
        var receiptOrigin = closeReceipts.of(on, foundById.asOf(), List.of(session));
        var body = new Envelopes.SessionEnvelope(SessionForm.of(session, receiptOrigin));
        return dropInResponses.sessions(body, OptionalLong.empty(), foundById.asOf(), receiptOrigin.complete());
    }

    private static SessionFilter ofUser(String user, String address) {
        return SessionFilter.ofUser(NodeParams.address("user", user, address), Optional.empty());
    }

    private Response list(String network, SessionFilter filter, Paging paging) {
        var foundById = find(network, filter, paging);
        List<Session> sessions = foundById.value().items();
        var receiptOrigin = closeReceipts.of(networks.named(network), foundById.asOf(), sessions);
        var body = new Envelopes.SessionsEnvelope(sessions.stream()
                .map(session -> SessionForm.of(session, receiptOrigin))
                .toList());
        return dropInResponses.sessions(
                body, OptionalLong.of(foundById.value().total()), foundById.asOf(), receiptOrigin.complete());
    }

    private FoundById<Counted<Session>> find(String network, SessionFilter filter, Paging paging) {
        return idLookups.sessions(networks.named(network).name(), filter, paging.span());
    }
}
