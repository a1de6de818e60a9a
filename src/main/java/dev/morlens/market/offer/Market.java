package dev.morlens.market.offer;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.market.rating.RatingRules;
import dev.morlens.protocol.state.Bid;
import dev.morlens.protocol.state.Provider;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Everything on offer at one block, and what was.
 *
 * @param finalized the time of the newest block that was final when it was read; empty if none was known
 * @param models by id, in the contract's order
 * @param bids of all models by id, each model's in the contract's order
 * @param providers by address: whoever ever registered
 * @param served what each provider that ever bid offers and has served
 * @param trades what came of each bid under which a session was opened, as the index has it at the same block
 * @param orders the models and providers as lists
 * @param rules by which the bids are rated
 * @param unreadable what is left out
 */
public record Market(
        AsOf asOf,
        Optional<Instant> finalized,
        Wei providerMinimumStake,
        Map<Hash, ModelOffer> models,
        Map<Hash, RatedBid> bids,
        Map<Address, Provider> providers,
        Map<Address, ProviderSummary> served,
        Map<Hash, BidStats> trades,
        SortedMarket orders,
        RatingRules rules,
        Unreadable unreadable) {

    /** Those whose answer somebody made too large to be given. */
    public record Unreadable(int models, int providers) {}

    public Optional<ModelOffer> model(Hash id) {
        return Optional.ofNullable(models.get(id));
    }

    public Optional<RatedBid> bid(Hash id) {
        return Optional.ofNullable(bids.get(id));
    }

    public Optional<Provider> provider(Address address) {
        return Optional.ofNullable(providers.get(address));
    }

    public ProviderSummary servedBy(Address provider) {
        return served.getOrDefault(provider, ProviderSummary.NOTHING);
    }

    public BidStats tradeOf(Hash bid) {
        return trades.getOrDefault(bid, BidStats.NONE);
    }

    Market asStale() {
        return new Market(
                asOf.asStale(),
                finalized,
                providerMinimumStake,
                models,
                bids,
                providers,
                served,
                trades,
                orders,
                rules,
                unreadable);
    }

    public String nameOf(Bid bid) {
        return nameOf(bid.modelId());
    }

    /** Hostile text; empty if there is no such model. */
    public String nameOf(Hash model) {
        return model(model).map(offer -> offer.model().name()).orElse("");
    }
}
