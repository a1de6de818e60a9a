package dev.morlens.api.address;

import dev.morlens.api.answer.ListView;
import dev.morlens.api.answer.QueryResponder;
import dev.morlens.api.movement.MovementCsv;
import dev.morlens.api.movement.MovementList;
import dev.morlens.api.movement.MovementView;
import dev.morlens.api.session.SessionList;
import dev.morlens.api.session.SessionView;
import dev.morlens.ask.AnswerSource;
import dev.morlens.chain.value.Address;
import dev.morlens.http.AsOfParams;
import dev.morlens.http.Params;
import dev.morlens.http.Problem;
import dev.morlens.market.contract.ContractReader;
import dev.morlens.position.cache.Position;
import dev.morlens.position.list.HoldFilter;
import dev.morlens.position.list.ListService;
import dev.morlens.position.list.SessionFilter;
import dev.morlens.position.live.PositionResolver;
import dev.morlens.position.search.IdLookups;
import dev.morlens.position.time.AsOfTime;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.criteria.MovementCriteria;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an address has, and what happened to it. */
@Path("/api/v1/{network}/addresses/{address}")
@Produces("application/json")
@Tag(name = "Address")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class AddressResource {

    @Inject
    Networks networks;

    @Inject
    PositionResolver positionResolver;

    @Inject
    ListService listService;

    @Inject
    IdLookups idLookups;

    @Inject
    PositionBodyCache kept;

    @Inject
    ContractReader contracts;

    @Inject
    QueryResponder queryResponder;

    @Inject
    @VirtualThreads
    ExecutorService threads;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @GET
    @Operation(operationId = "position", summary = "Where an address's MOR is")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AddressView.class)))
    public Uni<Response> position(
            @PathParam("network") String network,
            @PathParam("address") String address,
            @BeanParam AsOfParams past,
            @Schema(
                            enumeration = {"index", "live"},
                            description = "That source and no other; without it the one that can tell best")
                    @QueryParam("source")
                    String source,
            @Schema(hidden = true) @HeaderParam("If-None-Match") String known) {
        Network on = networks.named(network);
        Address of = Params.address("address", address);
        AsOfTime asOfTime = past.moment();
        Optional<AnswerSource> wanted = Params.source(source, asOfTime);
        if (asOfTime.isPast()) {
            return Uni.createFrom().item(() -> past(on, asOfTime, of)).runSubscriptionOn(threads);
        }
        Optional<Response> atHand = wanted.isPresent() ? Optional.empty() : kept.cached(on, of, known);
        return atHand.isPresent()
                ? Uni.createFrom().item(atHand.get())
                : Uni.createFrom()
                        .item(() -> wanted.isPresent() ? from(wanted.get(), on, of) : now(on, of, known))
                        .runSubscriptionOn(threads);
    }

    private Response now(Network on, Address of, String known) {
        return kept.read(on, of, () -> positionResolver.of(on, of), known);
    }

    private Response from(AnswerSource answerSource, Network on, Address of) {
        Position position = positionResolver.of(on, of, answerSource);
        return queryResponder.with(AddressView.of(on, position, contracts.of(on, position)), position.asOf());
    }

    @GET
    @Path("sessions")
    @RunOnVirtualThread
    @Operation(operationId = "addressSessions", summary = "An address's sessions, newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SessionList.class)))
    public Response sessions(
            @PathParam("network") String network,
            @PathParam("address") String address,
            @BeanParam AsOfParams past,
            @Schema(
                            enumeration = {"user", "provider"},
                            defaultValue = "user")
                    @QueryParam("role")
                    String role,
            @Schema(enumeration = {"open", "overdue", "closed"}) @QueryParam("state") String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Address of = Params.address("address", address);
        boolean asProvider = Params.oneOf("role", role, List.of("user", "provider"), one -> one)
                .filter("provider"::equals)
                .isPresent();
        SessionFilter filter = asProvider
                ? SessionFilter.ofProvider(of, Params.sessionState(state))
                : SessionFilter.ofUser(of, Params.sessionState(state));
        var listing = listService.sessions(on.name(), past.moment(), filter, Params.part(limit, cursor));
        var view = ListView.of(listing, (at, now) -> SessionView.listed(at), SessionList::new);
        return queryResponder.with(view, listing.asOf());
    }

    @GET
    @Path("holds")
    @RunOnVirtualThread
    @Operation(operationId = "addressHolds", summary = "An address's rows on hold, newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HoldList.class)))
    public Response holds(
            @PathParam("network") String network,
            @PathParam("address") String address,
            @BeanParam AsOfParams past,
            @Schema(enumeration = {"locked", "claimable", "withdrawn"}) @QueryParam("state") String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        HoldFilter filter = new HoldFilter(Optional.of(Params.address("address", address)), Params.holdState(state));
        var listing = listService.holds(on.name(), past.moment(), filter, Params.part(limit, cursor));
        return queryResponder.with(ListView.of(listing, HoldView::of, HoldList::new), listing.asOf());
    }

    @GET
    @Path("movements")
    @Produces({"application/json", MovementCsv.TYPE})
    @RunOnVirtualThread
    @Operation(operationId = "addressMovements", summary = "An address's movements, newest first, also as CSV")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = MovementList.class)),
                @Content(mediaType = MovementCsv.TYPE, schema = @Schema(implementation = String.class))
            })
    public Response movements(
            @PathParam("network") String network,
            @PathParam("address") String address,
            @BeanParam AsOfParams past,
            @Schema(
                            enumeration = {
                                "wallet",
                                "activeSessions",
                                "onHold",
                                "providerStake",
                                "modelStake",
                                "stakingPool",
                                "providerDue"
                            })
                    @QueryParam("bucket")
                    String bucket,
            @Schema(
                            enumeration = {"json", "csv"},
                            description = "In place of an Accept header, which a link cannot set")
                    @QueryParam("format")
                    String format,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Address of = Params.address("address", address);
        var query = new MovementCriteria(of, Params.bucket(bucket));
        var listing = listService.movements(on.name(), past.moment(), query, Params.part(limit, cursor));
        if (MovementCsv.isWanted(Params.oneOf("format", format, List.of("json", "csv"), one -> one), headers)) {
            return MovementCsv.answer(on, of, listing, queryResponder, uri);
        }
        var view = ListView.of(listing, (movement, now) -> MovementView.of(movement, of), MovementList::new);
        return queryResponder.with(view, listing.asOf());
    }

    private Response past(Network on, AsOfTime asOfTime, Address of) {
        Position position = idLookups.position(on.name(), asOfTime, of);
        return queryResponder.with(AddressView.past(on, position, contracts.kind(on, of)), position.asOf());
    }
}
