package dev.morlens.api.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.morlens.chain.value.Wei;
import dev.morlens.preview.quote.Purchase;
import dev.morlens.preview.quote.Quote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a stake buys. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Purchase", description = "What a stake buys if it is locked in the next block")
public record PurchaseView(
        Wei stake,

        @Schema(description = "Seconds that the contract gives for it")
        long duration,

        @Schema(description = "What the provider earns in that time")
        Wei cost,

        Instant endsAt,

        @Schema(description = "What comes back of this stake; amounts on later days are estimated by today's terms")
        List<EndingView> endings,

        @Schema(
                description =
                        "Whether the given address can lock it; absent if none was given or no node could be asked")
        Optional<Boolean> affordable) {

    /** A close and what it returns. */
    @Schema(name = "QuoteEnding")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record EndingView(
            @Schema(enumeration = {"half-way", "at-end", "after-midnight"})
            String when,

            Instant closedAt,

            @Schema(description = "Absent if the rule is unknown and matters")
            Optional<Wei> returnedAmount,

            Optional<Wei> heldAmount,

            @Schema(description = "Absent if nothing is held")
            Optional<Instant> releaseAt) {

        static EndingView of(Quote.QuotedEnding quotedEnding) {
            boolean holds = quotedEnding.held().map(Wei::isPositive).orElse(true);
            return new EndingView(
                    quotedEnding.when(),
                    quotedEnding.closedAt(),
                    quotedEnding.returned(),
                    quotedEnding.held(),
                    Optional.of(quotedEnding.releaseAt()).filter(at -> holds));
        }
    }

    static PurchaseView of(Purchase purchase, Optional<Quote.WalletFunds> wallet) {
        return new PurchaseView(
                purchase.stake(),
                purchase.seconds(),
                purchase.cost(),
                purchase.endsAt(),
                endings(purchase),
                wallet.map(of -> of.affords(purchase.stake())));
    }

    static List<EndingView> endings(Purchase purchase) {
        return purchase.endings().stream().map(EndingView::of).toList();
    }
}
