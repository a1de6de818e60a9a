package dev.morlens.api.dropin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The objects that answers are wrapped into: their keys are lower case. */
final class Wrapped {

    private Wrapped() {}

    record Sessions(List<SessionForm> sessions) {}

    record Session(SessionForm session) {}

    record Bids(List<BidForm> bids) {}

    record RatedBids(List<RatedForm> bids) {}

    record Bid(BidForm bid) {}

    record Models(List<ModelForm> models) {}

    record Providers(List<ProviderForm> providers) {}

    record Balance(String mor, String eth) {}

    record Allowance(String allowance) {}

    record OnHold(String available, String hold) {}

    record Pool(
            String availableToStake,
            String freeBalance,
            String lockedBalance,
            String pendingWithdrawalsTotal,
            String funderCount,
            String holdCount) {}

    record Budget(String budget) {}

    record Supply(String supply) {}

    record LatestBlock(long block) {}

    /** The status page's files. */
    record ActiveModels(
            List<ActiveModel> models,
            @JsonProperty("last_updated") long lastUpdated) {}

    record ActiveBids(List<ActiveBid> bids) {}
}
