package dev.morlens.api.session;

import dev.morlens.api.answer.QueryResponder;
import dev.morlens.http.BadParameterException;
import dev.morlens.http.Params;
import dev.morlens.http.Problem;
import dev.morlens.preview.quote.Quote;
import dev.morlens.preview.quote.QuoteQuestion;
import dev.morlens.preview.quote.Quotes;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a session would take and give. */
@Path("/api/v1/{network}/quotes")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Market")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class QuoteResource {

    private static final int AN_HOUR = 3_600;

    @Inject
    Networks networks;

    @Inject
    Quotes quotes;

    @Inject
    QueryResponder queryResponder;

    @GET
    @Operation(operationId = "quote", summary = "What a session would take and give: of a model or of one bid")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QuoteView.class)))
    public Response quote(
            @PathParam("network") String network,
            @Schema(description = "This or bidId") @QueryParam("modelId") String modelId,
            @QueryParam("bidId") String bidId,
            @Schema(description = "Seconds", defaultValue = "3600") @QueryParam("duration") String duration,
            @Schema(
                            enumeration = {"true", "false"},
                            defaultValue = "false")
                    @QueryParam("directPayment")
                    String directPayment,
            @Schema(description = "Whose wallet is to open it") @QueryParam("address") String address) {
        Network on = networks.named(network);
        var question = question(modelId, bidId, duration, directPayment, address);
        Quote quote = quotes.of(on, question);
        return queryResponder.with(QuoteView.of(quote), quote.asOf());
    }

    private static QuoteQuestion question(
            String modelId, String bidId, String duration, String directPayment, String address) {
        if ((modelId == null) == (bidId == null)) {
            throw new BadParameterException("modelId", "expected either modelId or bidId");
        }
        Optional<Boolean> direct = Params.oneOf("directPayment", directPayment, List.of(true, false), String::valueOf);
        return new QuoteQuestion(
                Params.optionalHash("modelId", modelId),
                Params.optionalHash("bidId", bidId),
                Params.count("duration", duration, AN_HOUR, QuoteQuestion.LONGEST_SECONDS),
                direct.orElse(false),
                Params.optionalAddress("address", address));
    }
}
