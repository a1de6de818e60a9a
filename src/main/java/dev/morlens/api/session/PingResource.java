package dev.morlens.api.session;

import dev.morlens.api.answer.QueryResponder;
import dev.morlens.http.BadParameterException;
import dev.morlens.http.Params;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.search.IdLookups;
import dev.morlens.position.search.UnknownIdException;
import dev.morlens.preview.close.ClosePreviews;
import dev.morlens.preview.close.NextClose;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the gateway's ping asks, without a prompt to the provider, and without closing what fails. */
@Path("/api/v1/{network}/previews/pingsession/{sessionId}")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Session")
@APIResponse(
        responseCode = "404",
        description = "That the id is unknown, in the gateway's form",
        content = @Content(schema = @Schema(implementation = GatewayRefusal.class)))
@APIResponse(
        responseCode = "422",
        description = "What is wrong, in the gateway's form",
        content = @Content(schema = @Schema(implementation = GatewayRefusal.class)))
public class PingResource {

    @Inject
    Networks networks;

    @Inject
    IdLookups idLookups;

    @Inject
    ClosePreviews previews;

    @Inject
    QueryResponder queryResponder;

    @GET
    @Operation(operationId = "pingSession", summary = "Whether a session is alive on chain, and could be closed")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PingView.class)))
    public Response ping(@PathParam("network") String network, @PathParam("sessionId") String id) {
        Network on = networks.named(network);
        try {
            var foundById = idLookups.session(on.name(), Params.session(id));
            Session session = foundById.value().session();
            Optional<NextClose> close =
                    Optional.of(session).filter(Session::isOpen).map(open -> previews.next(on, foundById.asOf(), open));
            return queryResponder.with(PingView.of(foundById.value(), close, foundById.asOf()), foundById.asOf());
        } catch (BadParameterException e) {
            return GatewayRefusal.of("path", e);
        } catch (UnknownIdException e) {
            return GatewayRefusal.of("path", "sessionId", e);
        }
    }
}
