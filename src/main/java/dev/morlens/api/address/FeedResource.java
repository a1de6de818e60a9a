package dev.morlens.api.address;

import dev.morlens.api.answer.QueryResponder;
import dev.morlens.chain.value.Address;
import dev.morlens.http.Params;
import dev.morlens.http.Problem;
import dev.morlens.position.list.Listing;
import dev.morlens.position.list.RecentSessionEvents;
import dev.morlens.position.list.SessionEvent;
import dev.morlens.preview.due.DueDates;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Alerts without an account: whoever wants to be told subscribes with a program of their own. */
@Path("/api/v1/{network}/addresses/{address}")
@RunOnVirtualThread
@Tag(name = "Address")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class FeedResource {

    @Inject
    Networks networks;

    @Inject
    RecentSessionEvents recentSessionEvents;

    @Inject
    DueDates dates;

    @Inject
    QueryResponder queryResponder;

    @Context
    UriInfo uri;

    @GET
    @Path("feed.atom")
    @Produces(AtomFeed.TYPE)
    @Operation(
            operationId = "addressFeed",
            summary =
                    "An Atom feed of an address's sessions: opened, overdue, closed, claimable, claimed; of those staked"
                            + " from a pool back-in-pool instead of closed, then releasable-in-pool, released-in-pool")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = AtomFeed.TYPE, schema = @Schema(implementation = String.class)))
    public Response feed(@PathParam("network") String network, @PathParam("address") String address) {
        Network on = networks.named(network);
        Address of = Params.address("address", address);
        Listing<SessionEvent> listing = recentSessionEvents.of(on.name(), of);
        String feed = new AtomFeed(on, uri.getBaseUri()).of(of, listing);
        return queryResponder.naming(AtomFeed.blockOf(listing), AtomFeed.TYPE + ";charset=UTF-8", feed, listing.asOf());
    }

    @GET
    @Path("calendar.ics")
    @Produces(ReleaseCalendar.TYPE)
    @Operation(
            operationId = "addressCalendar",
            summary = "An iCalendar of an address's session ends and hold releases, and of those in staking pools",
            description =
                    "Ends of sessions that a pool staked are in the hot wallet's calendar; what a pool holds until the"
                            + " end of a day is in those of the hot wallet and of its funders. What could not be looked at just now"
                            + " is named in the calendar's own DESCRIPTION (RFC 7986).")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = ReleaseCalendar.TYPE, schema = @Schema(implementation = String.class)))
    public Response calendar(@PathParam("network") String network, @PathParam("address") String address) {
        Network on = networks.named(network);
        DueDates.DueList dueList = dates.of(on, Params.address("address", address));
        String calendar = new ReleaseCalendar(on, uri.getBaseUri()).of(dueList);
        return queryResponder.naming(
                ReleaseCalendar.blockOf(dueList), ReleaseCalendar.TYPE + ";charset=UTF-8", calendar, dueList.asOf());
    }
}
