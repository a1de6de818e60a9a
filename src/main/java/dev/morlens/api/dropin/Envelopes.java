package dev.morlens.api.dropin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The objects that answers are wrapped into: their keys are lower case. */
final class Envelopes {

    private Envelopes() {}

    record SessionsEnvelope(List<SessionForm> sessions) {}

    record SessionEnvelope(SessionForm session) {}

    record BidsEnvelope(List<BidForm> bids) {}

    record RatedBidsEnvelope(List<RatedForm> bids) {}

    record BidEnvelope(BidForm bid) {}

    record ModelsEnvelope(List<ModelForm> models) {}

    record ProvidersEnvelope(List<ProviderForm> providers) {}

    record BalanceEnvelope(String mor, String eth) {}

    record AllowanceEnvelope(String allowance) {}

    record OnHoldEnvelope(String available, String hold) {}

    record PoolEnvelope(
            String availableToStake,
            String freeBalance,
            String lockedBalance,
            String pendingWithdrawalsTotal,
            String funderCount,
            String holdCount) {}

    record BudgetEnvelope(String budget) {}

    record SupplyEnvelope(String supply) {}

    record LatestBlockEnvelope(long block) {}

    /** The status page's files. */
    record ActiveModelsEnvelope(
            List<ActiveModel> models,
            @JsonProperty("last_updated") long lastUpdated) {}

    record ActiveBidsEnvelope(List<ActiveBid> bids) {}
}
