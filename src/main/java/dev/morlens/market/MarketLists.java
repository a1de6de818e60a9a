package dev.morlens.market;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.market.ModelFilter.State;
import dev.morlens.position.KeyedPages;
import dev.morlens.position.Listing;
import dev.morlens.position.Listing.Part;
import dev.morlens.position.UnknownIdException;
import dev.morlens.protocol.state.Provider;
import java.util.List;
import java.util.Optional;

/** Parts of the market, and single things in it. */
public final class MarketLists {

    private MarketLists() {}

    public static Listing<ModelOffer> models(String network, Market market, ModelFilter filter, Part part) {
        String list = "models " + network + ' ' + filter;
        return KeyedPages.page(
                market.asOf(),
                filter.ordered(market),
                filter::matches,
                offer -> offer.model().id().bytes(),
                list,
                part);
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
    public static Listing<RatedBid> bids(String network, Market market, Hash model, State state, Part part) {
        String list = "bids " + network + ' ' + model + ' ' + state;
        return bids(market, model(network, market, model).bids(), state, list, part);
    }

    /**
     * All that a provider ever bid, the newest first.
     *
     * @param model only for this one
     * @throws UnknownIdException if nobody of this address ever registered
     */
    public static Listing<RatedBid> bidsOf(
            String network, Market market, Address provider, Optional<Hash> model, State state, Part part) {
        Served served = market.servedBy(provider(network, market, provider).address());
        String list = "bids of " + network + ' ' + provider + ' ' + model + ' ' + state;
        return bids(market, model.map(served::bidsFor).orElse(served.bids()), state, list, part);
    }

    private static Listing<RatedBid> bids(Market market, List<RatedBid> all, State state, String list, Part part) {
        return KeyedPages.page(
                market.asOf(),
                all,
                rated -> state.includes(!rated.active()),
                rated -> rated.bid().id().bytes(),
                list,
                part);
    }

    public static Listing<Provider> providers(String network, Market market, State state, Part part) {
        String list = "providers " + network + ' ' + state;
        return KeyedPages.page(
                market.asOf(),
                market.orders().providers(),
                provider -> state.includes(provider.deleted()),
                provider -> provider.address().bytes(),
                list,
                part);
    }
}
