package dev.morlens.api.dropin;

import dev.morlens.ledger.Session;
import dev.morlens.position.Lookups;
import dev.morlens.position.Lookups.Found;
import dev.morlens.position.SessionFilter;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.Counted;
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
    Lookups lookups;

    @Inject
    Receipts receipts;

    @Inject
    Replies replies;

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
        var found = find(network, ofUser(user, address), page.paging());
        List<String> ids = found.value().items().stream()
                .map(session -> session.id().toString())
                .toList();
        return replies.list(ids, found.value().total(), found.asOf());
    }

    @GET
    @Path("sessions/provider")
    public Response ofProvider(
            @PathParam("network") String network,
            @QueryParam("provider") String provider,
            @QueryParam("address") String address,
            @BeanParam PageQuery page) {
        var filter = SessionFilter.ofProvider(Asked.address("provider", provider, address), Optional.empty());
        return list(network, filter, page.paging());
    }

    @GET
    @Path("sessions/{id}")
    public Response session(@PathParam("network") String network, @PathParam("id") String id) {
        Network on = networks.named(network);
        var found = lookups.session(on.name(), new SessionId(Asked.id("id", id)));
        Session session = found.value().session();
        var known = receipts.of(on, found.asOf(), List.of(session));
        var body = new Wrapped.Session(SessionForm.of(session, known));
        return replies.sessions(body, OptionalLong.empty(), found.asOf(), known.complete());
    }

    private static SessionFilter ofUser(String user, String address) {
        return SessionFilter.ofUser(Asked.address("user", user, address), Optional.empty());
    }

    private Response list(String network, SessionFilter filter, Paging paging) {
        var found = find(network, filter, paging);
        List<Session> sessions = found.value().items();
        var known = receipts.of(networks.named(network), found.asOf(), sessions);
        var body = new Wrapped.Sessions(
                sessions.stream().map(session -> SessionForm.of(session, known)).toList());
        return replies.sessions(body, OptionalLong.of(found.value().total()), found.asOf(), known.complete());
    }

    private Found<Counted<Session>> find(String network, SessionFilter filter, Paging paging) {
        return lookups.sessions(networks.named(network).name(), filter, paging.span());
    }
}
