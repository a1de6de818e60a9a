package dev.morlens.api.network;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.api.answer.QueryResponder;
import dev.morlens.chain.value.Address;
import dev.morlens.http.BadParameterException;
import dev.morlens.http.Params;
import dev.morlens.http.Paths;
import dev.morlens.http.Problem;
import dev.morlens.http.SafeText;
import dev.morlens.market.offer.OfferFinder;
import dev.morlens.position.search.Search;
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
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is served here, how it stands, and where to find something. */
@Path("/api/v1")
@Produces("application/json")
@RunOnVirtualThread
@Tag(name = "Service")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class ServiceResource {

    @Inject
    Networks networks;

    @Inject
    Statuses statuses;

    @Inject
    OfferFinder offerFinder;

    @Inject
    QueryResponder queryResponder;

    public record NetworkList(List<NetworkView> items) {}

    public record NetworkView(
            String name,
            String title,
            long chainId,
            Address token,
            Address diamond,
            Optional<URI> explorer,
            String state,
            Optional<AsOfView> asOf) {}

    public record SearchResults(List<FoundView> items) {}

    @Schema(name = "Found", description = "Something that the text names")
    public record FoundView(
            @Schema(enumeration = {"address", "session", "transaction", "model", "bid"})
            String kind,

            String network,
            String id,
            @Schema(description = "Path of its page") String href,
            @Schema(description = "Path of its JSON") String api,
            Optional<AsOfView> asOf) {}

    @GET
    @Path("networks")
    @Operation(operationId = "networks", summary = "The networks served here")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NetworkList.class)))
    public Response networks() {
        return queryResponder.whole(
                new NetworkList(networks.all().stream().map(this::view).toList()));
    }

    @GET
    @Path("{network}/status")
    @Operation(operationId = "status", summary = "How the index of a network stands")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StatusView.class)))
    public Response status(@PathParam("network") String network) {
        return queryResponder.whole(statuses.of(networks.named(network)));
    }

    @GET
    @Path("search")
    @Operation(
            operationId = "search",
            summary = "What an address, session, bid or model id, transaction hash, model name, or link names")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SearchResults.class)))
    public Response search(
            @Schema(description = "A whole id or model's name, or a block explorer's link", required = true)
                    @QueryParam("q")
                    String text) {
        if (text == null) {
            throw new BadParameterException("q", "expected an address, session id, transaction hash or link");
        }
        try {
            return queryResponder.whole(new SearchResults(
                    offerFinder.find(text).stream().map(ServiceResource::found).toList()));
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("q", SafeText.bounded(e.getMessage(), 300));
        }
    }

    private static FoundView found(Search.Result result) {
        return new FoundView(
                Params.name(result.kind()),
                result.network(),
                result.id(),
                Paths.page(result),
                Paths.api(result),
                result.asOf().map(AsOfView::of));
    }

    private NetworkView view(Network network) {
        StatusView status = statuses.of(network);
        return new NetworkView(
                network.name(),
                network.title(),
                network.chainId(),
                network.token(),
                network.diamond(),
                network.explorer(),
                status.state(),
                status.asOf());
    }
}
