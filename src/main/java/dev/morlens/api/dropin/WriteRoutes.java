package dev.morlens.api.dropin;

import dev.morlens.http.PlainError;
import dev.morlens.protocol.Networks;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Refuses what would send a transaction, and says what tells the same without sending it. */
@Path("/compat/{network}/blockchain")
public class WriteRoutes {

    private static final String ANYTHING = "{route:.+}";

    @Inject
    Networks networks;

    @POST
    @Path(ANYTHING)
    public Response post(@PathParam("network") String network, @PathParam("route") String route) {
        return refuse(network, route);
    }

    @PUT
    @Path(ANYTHING)
    public Response put(@PathParam("network") String network, @PathParam("route") String route) {
        return refuse(network, route);
    }

    @PATCH
    @Path(ANYTHING)
    public Response patch(@PathParam("network") String network, @PathParam("route") String route) {
        return refuse(network, route);
    }

    @DELETE
    @Path(ANYTHING)
    public Response delete(@PathParam("network") String network, @PathParam("route") String route) {
        return refuse(network, route);
    }

    private Response refuse(String network, String route) {
        ReadAlternatives readAlternatives = ReadAlternatives.of(route);
        String asked = readAlternatives.asked(networks.named(network).name());
        String why = "MorLens holds no key and sends no transaction. Ask " + asked + ": " + readAlternatives.answers();
        return Response.status(Response.Status.METHOD_NOT_ALLOWED)
                .type("application/json")
                .header("Allow", "GET, HEAD")
                .header("Cache-Control", "no-store")
                .entity(new PlainError(why))
                .build();
    }
}
