package dev.morlens.market.offer;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.market.offer.ModelFilter.ModelState;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.position.list.KeyedPages;
import dev.morlens.position.list.Listing;
import dev.morlens.position.list.Listing.PageRequest;
import dev.morlens.position.search.UnknownIdException;
import dev.morlens.protocol.state.Provider;
import java.util.List;
import java.util.Optional;

/** Parts of the market, and single things in it. */
public final class MarketLists {

    private MarketLists() {}

    public static Listing<ModelOffer> models(
            String network, Market market, ModelFilter filter, PageRequest pageRequest) {
        String list = "models " + network + ' ' + filter;
        return KeyedPages.page(
                market.asOf(),
                filter.ordered(market),
                filter::matches,
                offer -> offer.model().id().bytes(),
                list,
                pageRequest);
    }

    /** @throws UnknownIdException if there is no such model */
    public static ModelOffer model(String network, Market market, Hash id) {
        return market.model(id).orElseThrow(() -> new UnknownIdException("model", id.toString(), network));
    }

    /** @throws UnknownIdException if there is no such bid */
    public static RatedBid bid(String network, Market market, Hash id) {
        return market.bid(id).orElseThrow(() -> new UnknownIdException("bid", id.toString(), network));
    }

    /** @throws UnknownIdException if nobody of this address ever registered */
    public static Provider provider(String network, Market market, Address address) {
        return market.provider(address)
                .orElseThrow(() -> new UnknownIdException("provider", address.checksummed(), network));
    }

    /** @throws UnknownIdException if there is no such model */
    public static Listing<RatedBid> bids(
            String network, Market market, Hash model, ModelState modelState, PageRequest pageRequest) {
        String list = "bids " + network + ' ' + model + ' ' + modelState;
        return bids(market, model(network, market, model).bids(), modelState, list, pageRequest);
    }

    /**
     * All that a provider ever bid, the newest first.
     *
     * @param model only for this one
     * @throws UnknownIdException if nobody of this address ever registered
     */
    public static Listing<RatedBid> bidsOf(
            String network,
            Market market,
            Address provider,
            Optional<Hash> model,
            ModelState modelState,
            PageRequest pageRequest) {
        ProviderSummary providerSummary =
                market.servedBy(provider(network, market, provider).address());
        String list = "bids of " + network + ' ' + provider + ' ' + model + ' ' + modelState;
        return bids(
                market,
                model.map(providerSummary::bidsFor).orElse(providerSummary.bids()),
                modelState,
                list,
                pageRequest);
    }

    private static Listing<RatedBid> bids(
            Market market, List<RatedBid> all, ModelState modelState, String list, PageRequest pageRequest) {
        return KeyedPages.page(
                market.asOf(),
                all,
                rated -> modelState.includes(!rated.active()),
                rated -> rated.bid().id().bytes(),
                list,
                pageRequest);
    }

    public static Listing<Provider> providers(
            String network, Market market, ModelState modelState, PageRequest pageRequest) {
        String list = "providers " + network + ' ' + modelState;
        return KeyedPages.page(
                market.asOf(),
                market.orders().providers(),
                provider -> modelState.includes(provider.deleted()),
                provider -> provider.address().bytes(),
                list,
                pageRequest);
    }
}
