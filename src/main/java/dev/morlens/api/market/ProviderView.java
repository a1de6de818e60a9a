package dev.morlens.api.market;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.morlens.api.answer.AsOfView;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.SafeText;
import dev.morlens.market.health.PaymentLimit;
import dev.morlens.market.offer.Market;
import dev.morlens.market.rating.Performance;
import dev.morlens.protocol.state.Provider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who serves models. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ProviderView(
        Address address,

        @Schema(description = "Text that anybody wrote: escape it, and think before you connect")
        String endpoint,

        Wei stake,
        Instant createdAt,
        boolean deleted,

        @Schema(description = "In a period it is paid at most its stake; past: the next payment starts a new one")
        Instant limitPeriodEnd,

        @Schema(description = "Paid in that period") Wei limitPeriodEarned,

        @Schema(description = "Paid in the running period; 0 if none is running")
        Wei limitUsed,

        @Schema(description = "What it can still be paid: stake - limitUsed")
        Wei limitLeft,

        long activeBids,

        @Schema(description = "Closed ones, with all its models, as the contract counts them: without settled ones")
        long sessions,

        @Schema(description = "Those of them that were not disputed")
        long successes,

        @Schema(description = "successes / sessions; absent without a session")
        Optional<Double> successRate,

        @Schema(description = "On average of the undisputed ones; absent if nothing was measured")
        Optional<Double> tokensPerSecond,

        @Schema(description = "Milliseconds, on average of them; absent if nothing was measured")
        Optional<Double> timeToFirstToken,

        @Schema(description = "Opened with it, as the index has it")
        long sessionsOpened,

        @Schema(description = "Those of them that are not closed")
        long sessionsOpen,

        Earnings earnings,

        @Schema(description = "How it served each model, the most used first, at most 50; absent in lists")
        Optional<List<ModelRecord>> models,

        @Schema(description = "The newest first, deleted ones too, at most 50, then …/bids goes on; absent in lists")
        Optional<List<BidView>> bids,

        @Schema(description = "Absent in lists, which have one for all")
        Optional<AsOfView> asOf) {

    private static final int MOST = 50;

    /** Of all its sessions. */
    @Schema(name = "ProviderEarnings")
    public record Earnings(
            @Schema(description = "Collected, at a close or later")
            Wei claimed,

            @Schema(description = "For closed sessions, and not collected")
            Wei due) {}

    /** How it served a model: only undisputed sessions are measured. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "ProviderModelRecord")
    public record ModelRecord(
            Hash modelId,

            @Schema(description = "Text that anybody wrote: escape it")
            String modelName,

            long sessions,
            long successes,
            Optional<Double> successRate,
            Optional<Double> tokensPerSecond,
            Optional<Double> timeToFirstToken,

            @Schema(description = "Seconds") long served) {

        static ModelRecord of(Market market, Hash model, Performance how) {
            return new ModelRecord(
                    model,
                    SafeText.bounded(market.nameOf(model)),
                    how.sessions(),
                    how.successes(),
                    how.successRate(),
                    how.tokensPerSecond(),
                    how.firstTokenMs(),
                    how.seconds());
        }
    }

    static ProviderView listed(Market market, Provider provider) {
        return of(market, provider, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static ProviderView of(Market market, Provider provider, AsOfView asOf) {
        var providerSummary = market.servedBy(provider.address());
        List<ModelRecord> models = providerSummary.byModel().entrySet().stream()
                .limit(MOST)
                .map(one -> ModelRecord.of(market, one.getKey(), one.getValue()))
                .toList();
        List<BidView> bids = providerSummary.bids().stream()
                .limit(MOST)
                .map(rated -> BidView.listed(market, rated))
                .toList();
        return of(market, provider, Optional.of(models), Optional.of(bids), Optional.of(asOf));
    }

    private static ProviderView of(
            Market market,
            Provider provider,
            Optional<List<ModelRecord>> models,
            Optional<List<BidView>> bids,
            Optional<AsOfView> asOf) {
        var providerSummary = market.servedBy(provider.address());
        var limit = PaymentLimit.of(provider, market.asOf().now());
        var together = providerSummary.together();
        return new ProviderView(
                provider.address(),
                SafeText.bounded(provider.endpoint()),
                provider.stake(),
                provider.createdAt(),
                provider.deleted(),
                provider.limitPeriodEnd(),
                provider.limitPeriodEarned(),
                limit.used(),
                limit.left(),
                providerSummary.activeBids(),
                together.sessions(),
                together.successes(),
                together.successRate(),
                together.tokensPerSecond(),
                together.firstTokenMs(),
                providerSummary.trade().sessions(),
                providerSummary.trade().open(),
                new Earnings(
                        providerSummary.trade().claimed(),
                        providerSummary.trade().due()),
                models,
                bids,
                asOf);
    }
}
