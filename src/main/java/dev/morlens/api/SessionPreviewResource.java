package dev.morlens.api;

import dev.morlens.chain.value.Hash;
import dev.morlens.preview.QuoteQuestion;
import dev.morlens.preview.Quotes;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Previews that take the bodies existing clients send to open a session. Nothing is opened. */
@Path("/api/v1/{network}/previews")
@Consumes("application/json")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Market")
@APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QuoteView.class)))
@APIResponse(
        responseCode = "422",
        description = "What is wrong, in the gateway's form",
        content = @Content(schema = @Schema(implementation = SessionPreviewResource.Refusal.class)))
public class SessionPreviewResource {

    /** The gateway's form of a refusal. */
    public record Refusal(List<Detail> detail) {

        /** @param loc where: {@code body}, {@code query} or {@code path}, then the field */
        @Schema(name = "RefusalDetail")
        public record Detail(List<String> loc, String msg, String type) {}
    }

    @Inject
    Networks networks;

    @Inject
    Quotes quotes;

    @POST
    @RequestBody(content = @Content(schema = @Schema(implementation = SessionBody.class)))
    @Path("models/{modelId}/session")
    @Operation(operationId = "previewSession", summary = "What opening a session of a model would take; opens nothing")
    public Response session(
            @PathParam("network") String network, @PathParam("modelId") String modelId, Map<String, Object> body) {
        return answer(network, "path", "modelId", modelId, body);
    }

    @POST
    @RequestBody(content = @Content(schema = @Schema(implementation = SessionBody.class)))
    @Path("modelsession")
    @Operation(operationId = "previewModelSession", summary = "The same in the gateway's form; opens nothing")
    public Response modelSession(
            @PathParam("network") String network, @QueryParam("model_id") String modelId, Map<String, Object> body) {
        return answer(network, "query", "model_id", modelId, body);
    }

    @POST
    @RequestBody(content = @Content(schema = @Schema(implementation = SessionBody.class)))
    @Path("bidsession")
    @Operation(operationId = "previewBidSession", summary = "What opening a session of a bid would take; opens nothing")
    public Response bidSession(
            @PathParam("network") String network, @QueryParam("bid_id") String bidId, Map<String, Object> body) {
        return answer(network, "query", "bid_id", bidId, body);
    }

    private Response answer(String network, String part, String field, String id, Map<String, Object> given) {
        Network on = networks.named(network);
        try {
            Hash wanted = required(field, id);
            SessionBody body = SessionBody.of(given);
            boolean ofBid = field.equals("bid_id");
            var question = new QuoteQuestion(
                    Optional.of(wanted).filter(model -> !ofBid),
                    Optional.of(wanted).filter(bid -> ofBid),
                    body.sessionDuration(),
                    body.directPayment(),
                    Optional.empty());
            return Answers.unrepeatable(QuoteView.of(quotes.of(on, question)));
        } catch (BadParameterException e) {
            return refusal(e.field().equals(field) ? part : "body", e);
        }
    }

    private static Hash required(String field, String id) {
        return Params.optionalHash(field, id)
                .orElseThrow(() -> new BadParameterException(field, "expected an id, got none"));
    }

    private static Response refusal(String part, BadParameterException wrong) {
        var detail = new Refusal.Detail(List.of(part, wrong.field()), wrong.getMessage(), "value_error");
        return Response.status(422).entity(new Refusal(List.of(detail))).build();
    }
}
