package dev.morlens.market.offer;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.offer.Market.Unreadable;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.market.rating.Rating;
import dev.morlens.market.rating.RatingRules;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.abi.View;
import dev.morlens.protocol.state.AddressListPage;
import dev.morlens.protocol.state.Bid;
import dev.morlens.protocol.state.IdPage;
import dev.morlens.protocol.state.Model;
import dev.morlens.protocol.state.ModelStats;
import dev.morlens.protocol.state.Provider;
import dev.morlens.protocol.state.ProviderModelStats;
import dev.morlens.protocol.view.ViewReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the market through the Diamond's views, all of it at one block. */
final class MarketReader {

    /** Ids a question: 16 kB an answer. */
    private static final int PAGE = 500;

    private record Offer(Hash model, Address provider) {}

    private final ViewReader views;
    private final MarketViews market;
    private final BlockId at;
    private final RatingRules rules;

    MarketReader(Node node, Network network, BlockId at, RatingRules rules) {
        this.views = new ViewReader(node);
        this.market = new MarketViews(network.diamond());
        this.at = at;
        this.rules = rules;
    }

    Market read(AsOf asOf, ReusableMarketFacts reusableMarketFacts) {
        List<Hash> ids = modelIds();
        Map<Hash, Model> models = present(ids, market::getModel);
        Map<Hash, Bid> bids = bids(bidIds(ids), reusableMarketFacts.settled());
        Map<Hash, ModelStats> stats = all(ids, market::getModelStats);
        List<Address> addresses = List.copyOf(providers(bids, reusableMarketFacts.registered()));
        Map<Address, Provider> providers = present(addresses, market::getProvider);
        Set<Offer> offers = new LinkedHashSet<>();
        bids.values().forEach(bid -> offers.add(offer(bid)));
        var each = all(offers, offer -> market.getProviderModelStats(offer.model(), offer.provider()));
        Wei minimum = views.read(at, market.getProviderMinimumStake());
        Map<Hash, RatedBid> rated = new LinkedHashMap<>();
        bids.forEach((id, bid) -> {
            Optional<Wei> stake =
                    Optional.ofNullable(providers.get(bid.provider())).map(Provider::stake);
            rated.put(id, rate(bid, stats.get(bid.modelId()), each.get(offer(bid)), stake, minimum));
        });
        Map<Hash, ModelOffer> onOffer = offers(models, stats, rated);
        return new Market(
                asOf,
                reusableMarketFacts.finalized(),
                minimum,
                onOffer,
                rated,
                providers,
                served(rated, reusableMarketFacts.trades()),
                reusableMarketFacts.trades(),
                SortedMarket.of(onOffer.values(), providers.values()),
                rules,
                new Unreadable(ids.size() - models.size(), addresses.size() - providers.size()));
    }

    private Map<Hash, Bid> bids(List<Hash> ids, Map<Hash, Bid> settled) {
        Map<Hash, Bid> read =
                all(ids.stream().filter(id -> !settled.containsKey(id)).toList(), market::getBid);
        Map<Hash, Bid> bids = new LinkedHashMap<>();
        ids.forEach(id -> bids.put(id, read.getOrDefault(id, settled.get(id))));
        return bids;
    }

    private static Map<Address, ProviderSummary> served(Map<Hash, RatedBid> rated, Map<Hash, BidStats> trades) {
        return rated.values().stream()
                .collect(Collectors.groupingBy(
                        one -> one.bid().provider(),
                        Collectors.collectingAndThen(Collectors.toList(), bids -> ProviderSummary.of(bids, trades))));
    }

    private static Offer offer(Bid bid) {
        return new Offer(bid.modelId(), bid.provider());
    }

    /** @param providerStake empty if the provider cannot be read */
    private RatedBid rate(
            Bid bid, ModelStats model, ProviderModelStats stats, Optional<Wei> providerStake, Wei minimum) {
        Optional<Rating> rating = providerStake
                .filter(known -> bid.deletedAt().isEmpty())
                .map(stake -> Rating.of(rules.weights(), model, stats, stake, minimum, bid.pricePerSecond()));
        return new RatedBid(bid, stats, rating, rules.allows(bid.provider()));
    }

    private static Map<Hash, ModelOffer> offers(
            Map<Hash, Model> models, Map<Hash, ModelStats> stats, Map<Hash, RatedBid> rated) {
        Map<Hash, List<RatedBid>> byModel = new LinkedHashMap<>();
        rated.values()
                .forEach(one -> byModel.computeIfAbsent(one.bid().modelId(), id -> new ArrayList<>())
                        .add(one));
        Map<Hash, ModelOffer> offers = new LinkedHashMap<>();
        models.forEach((id, model) ->
                offers.put(id, ModelOffer.of(model, stats.get(id), byModel.getOrDefault(id, List.of()))));
        return offers;
    }

    private List<Hash> modelIds() {
        List<Hash> ids = new ArrayList<>();
        IdPage page;
        do {
            page = views.read(at, market.getModelIds(ids.size(), PAGE));
            ids.addAll(page.ids());
        } while (!page.ids().isEmpty() && ids.size() < page.total());
        return ids;
    }

    /** The first page of every model in one question, then what is left of the long ones. */
    private List<Hash> bidIds(List<Hash> models) {
        List<Hash> ids = new ArrayList<>();
        List<View<IdPage>> rest = new ArrayList<>();
        all(models, id -> market.getModelBids(id, 0, PAGE)).forEach((model, page) -> {
            ids.addAll(page.ids());
            for (long from = PAGE; from < page.total(); from += PAGE) {
                rest.add(market.getModelBids(model, from, PAGE));
            }
        });
        views.readAll(at, rest).forEach(page -> ids.addAll(page.ids()));
        return ids;
    }

    /** The contract lists the active ones only, so that the index has to tell who registered before. */
    private Set<Address> providers(Map<Hash, Bid> bids, Collection<Address> registered) {
        Set<Address> addresses = new LinkedHashSet<>();
        AddressListPage page;
        do {
            page = views.read(at, market.getActiveProviders(addresses.size(), PAGE));
            addresses.addAll(page.addresses());
        } while (!page.addresses().isEmpty() && addresses.size() < page.total());
        addresses.addAll(registered);
        bids.values().forEach(bid -> addresses.add(bid.provider()));
        return addresses;
    }

    private <K, T> Map<K, T> all(Iterable<K> keys, Function<K, View<T>> view) {
        List<K> asked = new ArrayList<>();
        keys.forEach(asked::add);
        List<T> values = views.readAll(at, asked.stream().map(view).toList());
        Map<K, T> byKey = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            byKey.put(asked.get(i), values.get(i));
        }
        return byKey;
    }

    /** Without those whose answer somebody made too large to be given. */
    private <K, T> Map<K, T> present(List<K> keys, Function<K, View<T>> view) {
        List<Optional<T>> values = views.tryAll(at, keys.stream().map(view).toList());
        Map<K, T> byKey = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            K key = keys.get(i);
            values.get(i).ifPresent(value -> byKey.put(key, value));
        }
        return byKey;
    }
}
