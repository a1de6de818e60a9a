package dev.morlens.api.network;

import dev.morlens.api.answer.QueryResponder;
import dev.morlens.holdrule.RuleHistory;
import dev.morlens.http.Problem;
import dev.morlens.market.overview.ProtocolOverview;
import dev.morlens.market.overview.ProtocolOverviews;
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

/** How the protocol fares. */
@Path("/api/v1/{network}/protocol")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Market")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class ProtocolResource {

    @Inject
    Networks networks;

    @Inject
    ProtocolOverviews overviews;

    @Inject
    RuleHistory ruleHistory;

    @Inject
    QueryResponder queryResponder;

    @GET
    @Operation(
            operationId = "protocol",
            summary = "Totals, solvency, what pays providers, what nobody closed or claimed")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProtocolView.class)))
    public Response protocol(@PathParam("network") String network) {
        Network on = networks.named(network);
        ProtocolOverview seen = overviews.of(on);
        return queryResponder.with(ProtocolView.of(seen, ruleHistory.timeline(on.name())), seen.asOf());
    }
}
