package dev.morlens.api.session;

import dev.morlens.api.answer.QueryResponder;
import dev.morlens.http.BadParameterException;
import dev.morlens.http.Params;
import dev.morlens.http.Problem;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.search.IdLookups;
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
    IdLookups idLookups;

    @Inject
    SessionAnswers sessions;

    @Inject
    ClosePreviews previews;

    @Inject
    QueryResponder queryResponder;

    @GET
    @Operation(operationId = "session", summary = "One session")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response session(@PathParam("network") String network, @PathParam("sessionId") String id) {
        Network on = networks.named(network);
        var foundById = idLookups.session(on.name(), Params.session(id));
        return queryResponder.with(sessions.of(on, foundById), foundById.asOf());
    }

    @GET
    @Path("close-preview")
    @Operation(operationId = "closePreview", summary = "What closing an open session in the next block would come to")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ClosePreviewView.class)))
    public Response closePreview(@PathParam("network") String network, @PathParam("sessionId") String id) {
        Network on = networks.named(network);
        var foundById = idLookups.session(on.name(), Params.session(id));
        Session session = foundById.value().session();
        if (!session.isOpen()) {
            throw new BadParameterException(
                    "sessionId",
                    "expected a session that is open; this one was closed at "
                            + session.closing().orElseThrow().closedAt());
        }
        NextClose close = previews.next(on, foundById.asOf(), session);
        return queryResponder.with(ClosePreviewView.of(session, close, foundById.asOf()), foundById.asOf());
    }
}
