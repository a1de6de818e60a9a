package dev.morlens.market;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.market.ModelFilter.State;
import dev.morlens.position.KeyedPages;
import dev.morlens.position.Listing;
import dev.morlens.position.Listing.Part;
import dev.morlens.position.UnknownIdException;
import dev.morlens.protocol.state.Provider;
import java.util.Comparator;
import java.util.List;

/** Parts of the market, and single things in it. */
public final class MarketLists {

    private static final Comparator<Provider> LARGEST_FIRST = Comparator.comparing(Provider::stake)
            .reversed()
            .thenComparing(provider -> provider.address().toString());

    private MarketLists() {}

    public static Listing<ModelOffer> models(String network, Market market, ModelFilter filter, Part part) {
        String list = "models " + network + ' ' + filter;
        return KeyedPages.page(
                market.asOf(), filter.of(market), offer -> offer.model().id().bytes(), list, part);
    }

    /** @throws UnknownIdException if there is no such model */
    public static ModelOffer model(String network, Market market, Hash id) {
        return market.model(id).orElseThrow(() -> new UnknownIdException("model", id.toString(), network));
    }

    /** @throws UnknownIdException if there is no such bid */
    public static RatedBid bid(String network, Market market, Hash id) {
        return market.bid(id).orElseThrow(() -> new UnknownIdException("bid", id.toString(), network));
    }

    /** @throws UnknownIdException if nobody of this address is active or ever bid */
    public static Provider provider(String network, Market market, Address address) {
        return market.provider(address)
                .orElseThrow(() -> new UnknownIdException("provider", address.checksummed(), network));
    }

    /** @throws UnknownIdException if there is no such model */
    public static Listing<RatedBid> bids(String network, Market market, Hash model, State state, Part part) {
        List<RatedBid> bids = model(network, market, model).bids().stream()
                .filter(rated -> state.includes(!rated.active()))
                .toList();
        String list = "bids " + network + ' ' + model + ' ' + state;
        return KeyedPages.page(market.asOf(), bids, rated -> rated.bid().id().bytes(), list, part);
    }

    public static Listing<Provider> providers(String network, Market market, State state, Part part) {
        List<Provider> providers = market.providers().values().stream()
                .filter(provider -> state.includes(provider.deleted()))
                .sorted(LARGEST_FIRST)
                .toList();
        String list = "providers " + network + ' ' + state;
        return KeyedPages.page(
                market.asOf(), providers, provider -> provider.address().bytes(), list, part);
    }
}
