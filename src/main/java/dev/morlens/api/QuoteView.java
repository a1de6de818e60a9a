package dev.morlens.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.morlens.chain.value.Wei;
import dev.morlens.preview.Quote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a session would take and give. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(description = "What a session would take and give if it were opened in the next block")
public record QuoteView(
        @Schema(description = "The bid that would be chosen")
        QuotedBid bid,

        @Schema(description = "Why this bid") String why,

        long duration,
        boolean directPayment,

        @Schema(description = "Opens a session of exactly the duration at this block; one wei less a shorter one")
        Wei minimumStake,

        @Schema(description = "By the desktop client's formula (v7.13): ceil(supply x price x (duration + 1) / budget)")
        Wei clientStake,

        @Schema(description = "Enough even after providers are paid a day's whole budget: minimumStake + margin")
        Wei suggestedStake,

        Wei margin,

        @Schema(description = "The next UTC midnight, when the terms change; payouts before it are what margin is for")
        Instant validUntil,

        @Schema(description = "What the provider earns; of a staked session the protocol pays it, not the stake")
        Wei cost,

        Instant endsAt,
        StakeTermsView terms,

        @Schema(enumeration = {"classic", "day-lock", "pool", "unknown"})
        String rule,

        @Schema(description = "What comes back of suggestedStake; amounts on later days are estimated by today's terms")
        List<Ending> endings,

        @Schema(description = "Of the given address; absent if none was given or no node could be asked")
        Optional<QuotedWallet> wallet,

        @Schema(description = "What would make the opening revert; besides, it needs the provider's signed approval")
        List<String> obstacles,

        AsOfView asOf) {

    /** The bid, in short. */
    public record QuotedBid(
            String id, String provider, String modelId, String modelName, Wei pricePerSecond, boolean active) {}

    /** What the stakes are computed of. */
    @Schema(description = "minimumStake = ceil(duration x price x totalSupply x 100 / computeBalance)")
    public record StakeTermsView(Wei computeBalance, Wei totalSupply, Wei todaysBudget) {}

    /** A close and what it returns. */
    @Schema(name = "QuoteEnding")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Ending(
            @Schema(enumeration = {"half-way", "at-end", "after-midnight"})
            String when,

            Instant closedAt,

            @Schema(description = "Absent if the rule is unknown and matters")
            Optional<Wei> returnedAmount,

            Optional<Wei> heldAmount,

            @Schema(description = "Absent if nothing is held")
            Optional<Instant> releaseAt) {

        static Ending of(Quote.Ending ending) {
            boolean holds = ending.held().map(Wei::isPositive).orElse(true);
            return new Ending(
                    ending.when(),
                    ending.closedAt(),
                    ending.returned(),
                    ending.held(),
                    Optional.of(ending.releaseAt()).filter(at -> holds));
        }
    }

    /** Whether a wallet can open it. */
    public record QuotedWallet(
            Wei balance,
            Wei allowance,

            @Schema(description = "The chain's own coin, in its wei")
            Wei gas,

            @Schema(description = "Balance and allowance reach minimumStake, and there is some gas")
            boolean affordable) {

        static QuotedWallet of(Quote.Wallet wallet, Wei stake) {
            return new QuotedWallet(wallet.balance(), wallet.allowance(), wallet.gas(), wallet.affords(stake));
        }
    }

    static QuoteView of(Quote quote) {
        var bid = quote.bid().bid();
        var terms = quote.terms();
        return new QuoteView(
                new QuotedBid(
                        bid.id().toString(),
                        bid.provider().checksummed(),
                        bid.modelId().toString(),
                        Shown.bounded(quote.modelName()),
                        bid.pricePerSecond(),
                        quote.bid().active()),
                quote.why(),
                quote.seconds(),
                quote.directPayment(),
                quote.minimumStake(),
                quote.clientStake(),
                quote.suggestedStake(),
                quote.margin(),
                quote.validUntil(),
                quote.cost(),
                quote.endsAt(),
                new StakeTermsView(terms.computeBalance(), terms.supply(), terms.budget()),
                Params.name(quote.rule().rule()),
                quote.endings().stream().map(Ending::of).toList(),
                quote.wallet().map(wallet -> QuotedWallet.of(wallet, quote.minimumStake())),
                quote.obstacles(),
                AsOfView.of(quote.asOf()));
    }
}
