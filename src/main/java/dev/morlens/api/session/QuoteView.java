package dev.morlens.api.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.morlens.api.answer.AsOfView;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.Params;
import dev.morlens.http.SafeText;
import dev.morlens.preview.quote.Quote;
import dev.morlens.protocol.math.StakeTerms;
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

        @Schema(description = "Seconds that are quoted; of more than the contract's longest session that longest one")
        long duration,

        @Schema(description = "Seconds that were asked for, if they are more than duration")
        Optional<Long> askedDuration,

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

        @Schema(description = "The block time that this is computed for: the earliest that the next block can have")
        Instant computedFor,

        @Schema(
                description =
                        "What it takes and gives from a later block time on that an opening sent now may reach (15 s):"
                                + " at validUntil the terms change; none where that is further away")
        List<LaterQuote> ifLater,

        @Schema(
                description = "What the provider earns in the duration, which is what minimumStake buys; of a staked"
                        + " session the protocol pays it, not the stake")
        Wei cost,

        @Schema(description = "When a session of the duration ends, which is what minimumStake buys")
        Instant endsAt,

        StakeTermsView terms,

        @Schema(enumeration = {"classic", "day-lock", "pool", "unknown"})
        String rule,

        @Schema(description = "What comes back of minimumStake; amounts on later days are estimated by today's terms")
        List<PurchaseView.EndingView> endings,

        @Schema(description = "What each of the three stakes buys at this block: a larger stake a longer session")
        Stakes stakes,

        @Schema(description = "Of the given address; absent if none was given or no node could be asked")
        Optional<QuotedWallet> wallet,

        @Schema(
                description = "What would make an opening with minimumStake revert; besides, it needs the provider's"
                        + " signed approval")
        List<String> obstacles,

        @Schema(description = "What is no obstacle, and yet not what was asked for")
        List<String> notes,

        @Schema(description = "The block in whose market the bid was found and rated: it may be some blocks older")
        AsOfView marketAsOf,

        AsOfView asOf) {

    /** The bid, in short. */
    public record QuotedBid(
            String id, String provider, String modelId, String modelName, Wei pricePerSecond, boolean active) {}

    /** What the stakes are computed of. */
    @Schema(description = "minimumStake = ceil(duration x price x totalSupply x 100 / computeBalance)")
    public record StakeTermsView(Wei computeBalance, Wei totalSupply, Wei todaysBudget) {

        static StakeTermsView of(StakeTerms terms) {
            return new StakeTermsView(terms.computeBalance(), terms.supply(), terms.budget());
        }
    }

    /** What each stake buys. */
    public record Stakes(PurchaseView minimum, PurchaseView client, PurchaseView suggested) {

        static Stakes of(Quote quote) {
            return new Stakes(
                    PurchaseView.of(quote.minimum(), quote.wallet()),
                    PurchaseView.of(quote.client(), quote.wallet()),
                    PurchaseView.of(quote.suggested(), quote.wallet()));
        }
    }

    /** The same, opened in a later second. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record LaterQuote(
            @Schema(description = "The block time that this is computed for")
            Instant computedFor,

            @Schema(description = "Seconds that are quoted then")
            long duration,

            StakeTermsView terms,
            Stakes stakes) {

        static LaterQuote of(Quote.LaterTerms laterTerms, Optional<Quote.WalletFunds> wallet) {
            return new LaterQuote(
                    laterTerms.second(),
                    laterTerms.seconds(),
                    StakeTermsView.of(laterTerms.terms()),
                    new Stakes(
                            PurchaseView.of(laterTerms.minimum(), wallet),
                            PurchaseView.of(laterTerms.client(), wallet),
                            PurchaseView.of(laterTerms.suggested(), wallet)));
        }
    }

    /** Whether a wallet can open it. */
    public record QuotedWallet(
            Wei balance,
            Wei allowance,

            @Schema(description = "The chain's own coin, in its wei")
            Wei gas,

            @Schema(
                    description =
                            "Balance and allowance reach minimumStake, and there is some gas; stakes says it of each")
            boolean affordable) {

        static QuotedWallet of(Quote.WalletFunds walletFunds, Wei stake) {
            return new QuotedWallet(
                    walletFunds.balance(), walletFunds.allowance(), walletFunds.gas(), walletFunds.affords(stake));
        }
    }

    static QuoteView of(Quote quote) {
        var bid = quote.bid().bid();
        return new QuoteView(
                new QuotedBid(
                        bid.id().toString(),
                        bid.provider().checksummed(),
                        bid.modelId().toString(),
                        SafeText.bounded(quote.modelName()),
                        bid.pricePerSecond(),
                        quote.bid().active()),
                quote.why(),
                quote.seconds(),
                Optional.of(quote.asked()).filter(asked -> asked > quote.seconds()),
                quote.directPayment(),
                quote.minimum().stake(),
                quote.client().stake(),
                quote.suggested().stake(),
                quote.margin(),
                quote.validUntil(),
                quote.second(),
                quote.ifLater().stream()
                        .map(laterTerms -> LaterQuote.of(laterTerms, quote.wallet()))
                        .toList(),
                quote.minimum().cost(),
                quote.minimum().endsAt(),
                StakeTermsView.of(quote.terms()),
                Params.name(quote.rule().rule()),
                PurchaseView.endings(quote.minimum()),
                Stakes.of(quote),
                quote.wallet()
                        .map(walletFunds ->
                                QuotedWallet.of(walletFunds, quote.minimum().stake())),
                quote.obstacles(),
                quote.notes(),
                AsOfView.of(quote.market()),
                AsOfView.of(quote.asOf()));
    }
}
