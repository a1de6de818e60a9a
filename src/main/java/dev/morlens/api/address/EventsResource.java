package dev.morlens.api.address;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.chain.value.Address;
import dev.morlens.http.Params;
import dev.morlens.http.Problem;
import dev.morlens.http.limit.ClientAddress;
import dev.morlens.http.limit.ClientListeners;
import dev.morlens.http.limit.ConnectionTimeouts;
import dev.morlens.market.contract.ContractReader;
import dev.morlens.position.cache.Position;
import dev.morlens.position.live.PositionResolver;
import dev.morlens.position.subscribe.EventsConfig;
import dev.morlens.position.subscribe.PositionSubscriptions;
import dev.morlens.position.subscribe.TooManyListenersException;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** An address's position while it changes. */
@Path("/api/v1/{network}/addresses/{address}/events")
@Tag(name = "Address")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class EventsResource {

    @Inject
    Networks networks;

    @Inject
    PositionSubscriptions positionSubscriptions;

    @Inject
    PositionResolver positionResolver;

    @Inject
    ContractReader contracts;

    @Inject
    ClientListeners listeners;

    @Inject
    EventsConfig config;

    @Inject
    ObjectMapper json;

    @Context
    Sse sse;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            operationId = "addressEvents",
            summary = "An address's position now, and again whenever a block changes it",
            description =
                    "Server-sent events named position, their data an AddressView, and comments in between that say"
                            + " that the connection lives, and as of which block nothing has changed since. Whoever connects again is told the present position first.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = AddressView.class)))
    public Multi<OutboundSseEvent> events(
            @PathParam("network") String network, @PathParam("address") String address, @Context RoutingContext asked) {
        Network on = networks.named(network);
        Address of = Params.address("address", address);
        Runnable leave = enter(ClientAddress.of(asked.request()));
        ConnectionTimeouts.whenOver(asked, leave);
        OutboundSseEvent last = sse.newEventBuilder().comment("the end").build();
        return Multi.createBy()
                .merging()
                .streams(positions(on, of, last), beats(on, of))
                .select()
                .first(event -> !event.equals(last))
                .onTermination()
                .invoke(leave);
    }

    /** Places are taken before the answer begins: once it has begun it cannot become a refusal. */
    private Runnable enter(ClientAddress clientAddress) {
        Runnable left = listeners.enter(clientAddress);
        try {
            var listenerSlot = positionSubscriptions.enter();
            return () -> {
                listenerSlot.close();
                left.run();
            };
        } catch (TooManyListenersException e) {
            left.run();
            throw e;
        }
    }

    /** @param last what comes when listeners are sent away */
    private Multi<OutboundSseEvent> positions(Network network, Address address, OutboundSseEvent last) {
        return Multi.createFrom()
                .emitter(
                        out -> {
                            var subscription = positionSubscriptions.watch(
                                    network,
                                    address,
                                    position -> out.emit(event(network, position)),
                                    () -> out.emit(last));
                            out.onTermination(subscription::close);
                        },
                        BackPressureStrategy.LATEST);
    }

    /** With the newest block: silence means that nothing changed up to it. */
    private Multi<OutboundSseEvent> beats(Network network, Address address) {
        return Multi.createFrom()
                .ticks()
                .every(config.heartbeat())
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder()
                        .comment("still here"
                                + positionResolver
                                        .standing(network, address)
                                        .map(now -> ", as of block "
                                                + now.asOf().block().number())
                                        .orElse(""))
                        .build());
    }

    private OutboundSseEvent event(Network network, Position position) {
        try {
            return sse.newEventBuilder()
                    .name("position")
                    .id(position.asOf().block().hash().toString())
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(
                            String.class,
                            json.writeValueAsString(AddressView.of(network, position, contracts.of(network, position))))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a position is always writable", e);
        }
    }
}
