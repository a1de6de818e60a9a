package dev.morlens.api.session;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.api.answer.ResponseFactory;
import dev.morlens.chain.value.Hash;
import dev.morlens.http.BadParameterException;
import dev.morlens.http.Params;
import dev.morlens.position.search.UnknownIdException;
import dev.morlens.preview.quote.Quote;
import dev.morlens.preview.quote.QuoteQuestion;
import dev.morlens.preview.quote.Quotes;
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
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
        responseCode = "404",
        description = "Which id is unknown, in the gateway's form",
        content = @Content(schema = @Schema(implementation = GatewayRefusal.class)))
@APIResponse(
        responseCode = "422",
        description = "What is wrong, in the gateway's form",
        content = @Content(schema = @Schema(implementation = GatewayRefusal.class)))
public class SessionPreviewResource {

    private static final TypeReference<Map<String, Object>> BODY = new TypeReference<>() {};

    private static final String OPENER =
            "Whose wallet is to open it: whether it can afford it is then part of the answer";

    /**
     * What the address line asks.
     *
     * @param part of the request in which the id is: {@code path} or {@code query}
     * @param field its name
     */
    private record Asked(String part, String field, String id, String address) {

        QuoteQuestion question(SessionBody body) {
            Hash wanted = Params.optionalHash(field, id)
                    .orElseThrow(() -> new BadParameterException(field, "expected an id, got none"));
            boolean ofBid = field.equals("bid_id");
            return new QuoteQuestion(
                    Optional.of(wanted).filter(model -> !ofBid),
                    Optional.of(wanted).filter(bid -> ofBid),
                    body.sessionDuration(),
                    body.directPayment(),
                    Params.optionalAddress("address", address));
        }

        /** Where a parameter was given. */
        String place(String parameter) {
            return parameter.equals(field) ? part : parameter.equals("address") ? "query" : "body";
        }
    }

    @Inject
    ObjectMapper json;

    @Inject
    Networks networks;

    @Inject
    Quotes quotes;

    @POST
    @RequestBody(content = @Content(schema = @Schema(implementation = SessionBody.class)))
    @Path("models/{modelId}/session")
    @Operation(operationId = "previewSession", summary = "What opening a session of a model would take; opens nothing")
    public Response session(
            @PathParam("network") String network,
            @PathParam("modelId") String modelId,
            @Parameter(description = OPENER) @QueryParam("address") String address,
            String body) {
        return answer(network, new Asked("path", "modelId", modelId, address), body);
    }

    @POST
    @RequestBody(content = @Content(schema = @Schema(implementation = SessionBody.class)))
    @Path("modelsession")
    @Operation(operationId = "previewModelSession", summary = "The same in the gateway's form; opens nothing")
    public Response modelSession(
            @PathParam("network") String network,
            @QueryParam("model_id") String modelId,
            @Parameter(description = OPENER) @QueryParam("address") String address,
            String body) {
        return answer(network, new Asked("query", "model_id", modelId, address), body);
    }

    @POST
    @RequestBody(content = @Content(schema = @Schema(implementation = SessionBody.class)))
    @Path("bidsession")
    @Operation(operationId = "previewBidSession", summary = "What opening a session of a bid would take; opens nothing")
    public Response bidSession(
            @PathParam("network") String network,
            @QueryParam("bid_id") String bidId,
            @Parameter(description = OPENER) @QueryParam("address") String address,
            String body) {
        return answer(network, new Asked("query", "bid_id", bidId, address), body);
    }

    private Response answer(String network, Asked asked, String given) {
        Network on = networks.named(network);
        try {
            Quote quote = quotes.of(on, asked.question(SessionBody.of(read(given))));
            return ResponseFactory.posted(QuoteView.of(quote), quote.asOf());
        } catch (BadParameterException e) {
            return GatewayRefusal.of(asked.place(e.field()), e);
        } catch (UnknownIdException e) {
            return GatewayRefusal.of(asked.part(), asked.field(), e);
        } catch (JacksonException e) {
            return GatewayRefusal.of(e);
        }
    }

    private Map<String, Object> read(String body) throws JacksonException {
        return body == null || body.isBlank() ? Map.of() : json.readValue(body, BODY);
    }
}
