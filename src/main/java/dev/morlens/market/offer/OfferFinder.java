package dev.morlens.market.offer;

import dev.morlens.chain.value.Hash;
import dev.morlens.position.search.PastedIdExtractor;
import dev.morlens.position.search.PastedText;
import dev.morlens.position.search.Search;
import dev.morlens.position.search.Search.FoundKind;
import dev.morlens.position.search.Search.Result;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds what a text names: on the chain first, then in the markets: a model or bid by its whole id, a model by its whole name
 * in any case.
 */
@ApplicationScoped
public class OfferFinder {

    /** Of one network: anybody can give a thousand models one name. */
    private static final int MOST = 20;

    private final Search search;
    private final Networks networks;
    private final Markets markets;

    @Inject
    public OfferFinder(Search search, Networks networks, Markets markets) {
        this.search = search;
        this.networks = networks;
        this.markets = markets;
    }

    /**
     * Everything that the text names.
     *
     * @throws IllegalArgumentException if it holds no whole id and no model has that name
     */
    public List<Result> find(String text) {
        String asked = PastedText.of(text);
        List<Result> known;
        try {
            known = search.find(text);
        } catch (IllegalArgumentException e) {
            List<Result> named = asked.isEmpty() ? List.of() : models(offer -> isNamed(offer, asked));
            if (named.isEmpty()) {
                throw e;
            }
            return named;
        }
        String found = PastedIdExtractor.in(text);
        if (!known.isEmpty() || found.length() != 2 + 2 * Hash.BYTES) {
            return known;
        }
        Hash id = Hash.of(found);
        return inMarkets((network, market) -> Stream.concat(
                market.model(id).stream().map(offer -> result(FoundKind.MODEL, network, id, market)),
                market.bid(id).stream().map(rated -> result(FoundKind.BID, network, id, market))));
    }

    private static boolean isNamed(ModelOffer offer, String asked) {
        return PastedText.of(offer.model().name()).equalsIgnoreCase(asked);
    }

    private List<Result> models(Predicate<ModelOffer> wanted) {
        return inMarkets((network, market) -> market.models().values().stream()
                .filter(wanted)
                .limit(MOST)
                .map(offer -> result(FoundKind.MODEL, network, offer.model().id(), market)));
    }

    private List<Result> inMarkets(BiFunction<Network, Market, Stream<Result>> question) {
        return networks.all().stream()
                .flatMap(network -> market(network).stream().flatMap(market -> question.apply(network, market)))
                .toList();
    }

    private static Result result(FoundKind foundKind, Network network, Hash id, Market market) {
        return new Result(foundKind, network.name(), id.toString(), Optional.of(market.asOf()));
    }

    private Optional<Market> market(Network network) {
        try {
            return Optional.of(markets.of(network));
        } catch (MarketUnavailableException e) {
            return Optional.empty();
        }
    }
}
