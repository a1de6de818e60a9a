package dev.morlens.market;

import dev.morlens.chain.value.Hash;
import dev.morlens.position.Search;
import dev.morlens.position.Search.Kind;
import dev.morlens.position.Search.Result;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds what a text names: on the chain first, then among the models, by whole id or whole name in any case. */
@ApplicationScoped
public class Finder {

    private static final Pattern ID = Pattern.compile("0x[0-9a-fA-F]{64}");

    /** Of one network: anybody can give a thousand models one name. */
    private static final int MOST = 20;

    private final Search search;
    private final Networks networks;
    private final Markets markets;

    @Inject
    public Finder(Search search, Networks networks, Markets markets) {
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
        String asked = text.strip();
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
        if (!known.isEmpty() || !ID.matcher(asked).matches()) {
            return known;
        }
        Hash id = Hash.of(asked);
        return models(offer -> offer.model().id().equals(id));
    }

    private static boolean isNamed(ModelOffer offer, String asked) {
        return offer.model().name().strip().equalsIgnoreCase(asked);
    }

    private List<Result> models(Predicate<ModelOffer> wanted) {
        List<Result> found = new ArrayList<>();
        for (Network network : networks.all()) {
            market(network)
                    .ifPresent(market -> market.models().values().stream()
                            .filter(wanted)
                            .map(offer -> new Result(
                                    Kind.MODEL,
                                    network.name(),
                                    offer.model().id().toString(),
                                    Optional.of(market.asOf())))
                            .limit(MOST)
                            .forEach(found::add));
        }
        return found;
    }

    private Optional<Market> market(Network network) {
        try {
            return Optional.of(markets.of(network));
        } catch (MarketUnavailableException e) {
            return Optional.empty();
        }
    }
}
