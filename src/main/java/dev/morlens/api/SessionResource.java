package dev.morlens.api;

import dev.morlens.ledger.Session;
import dev.morlens.position.Lookups;
import dev.morlens.preview.ClosePreviews;
import dev.morlens.preview.NextClose;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One session, and what closing it would come to. */
@Path("/api/v1/{network}/sessions/{sessionId}")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Session")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class SessionResource {

    @Inject
    Networks networks;

    @Inject
    Lookups lookups;

    @Inject
    SessionAnswers sessions;

    @Inject
    ClosePreviews previews;

    @Inject
    Reply reply;

    @GET
    @Operation(operationId = "session", summary = "One session")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response session(@PathParam("network") String network, @PathParam("sessionId") String id) {
        Network on = networks.named(network);
        var found = lookups.session(on.name(), Params.session(id));
        return reply.with(sessions.of(on, found), found.asOf());
    }

    @GET
    @Path("close-preview")
    @Operation(operationId = "closePreview", summary = "What closing an open session in the next block would come to")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ClosePreviewView.class)))
    public Response closePreview(@PathParam("network") String network, @PathParam("sessionId") String id) {
        Network on = networks.named(network);
        var found = lookups.session(on.name(), Params.session(id));
        Session session = found.value().session();
        if (!session.isOpen()) {
            throw new BadParameterException(
                    "sessionId",
                    "expected a session that is open; this one was closed at "
                            + session.closing().orElseThrow().closedAt());
        }
        NextClose close = previews.next(on, found.asOf(), session);
        return reply.with(ClosePreviewView.of(session, close, found.asOf()), found.asOf());
    }
}
