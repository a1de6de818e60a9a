package dev.morlens.api.network;

import dev.morlens.store.feed.IndexStatus;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How often and how much a network's nodes are asked. A call is a member of a batch, as providers count. */
public record AskingView(
        @Schema(description = "Seconds between the beginnings of two looks at the head")
        double lookIntervalSeconds,

        @Schema(
                description =
                        "How many seconds it takes at most, while all is well, until a block that a node has is indexed")
        double lagToExpectSeconds,

        @Schema(description = "Most calls in 24 hours; absent without a bound")
        Optional<Long> callsADay,

        List<ShareView> shares) {

    /** What nodes are asked for one purpose. */
    @Schema(name = "Share")
    public record ShareView(
            @Schema(enumeration = {"following", "checks", "audits", "visitors"})
            String purpose,

            @Schema(description = "Most calls in 24 hours; absent without a bound")
            Optional<Long> callsADay,

            @Schema(description = "Calls since the start") long sent) {}

    static Optional<AskingView> of(IndexStatus.Asking asking) {
        return Optional.of(asking)
                .filter(known -> !known.lookInterval().isZero())
                .map(known -> new AskingView(
                        known.lookInterval().toMillis() / 1000.0,
                        known.lagToExpect().toMillis() / 1000.0,
                        known.callsADay().stream().boxed().findFirst(),
                        known.shares().stream().map(AskingView::share).toList()));
    }

    private static ShareView share(IndexStatus.Share share) {
        return new ShareView(share.purpose(), share.callsADay().stream().boxed().findFirst(), share.sent());
    }
}
