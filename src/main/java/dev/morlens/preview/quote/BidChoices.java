package dev.morlens.preview.quote;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.value.Hash;
import dev.morlens.market.offer.Market;
import dev.morlens.market.offer.MarketLists;
import dev.morlens.market.offer.MarketUnavailableException;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.position.search.UnknownIdException;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.state.Bid;
import dev.morlens.protocol.view.ViewReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chooses bids in the market, which may be some blocks old, by how they are at the newest block: meanwhile they may have been
 * deleted, or never have been.
 */
@ApplicationScoped
public class BidChoices {

    /** Of a model's bids, looked at by one question: that all of them go within one reading of the market is no accident. */
    private static final int MOST = 20;

    private record Wanted(List<Hash> bids) {}

    /** @param bids in the order asked */
    private record Looked(List<Bid> bids) {}

    private final NodeQueries nodeQueries;

    @Inject
    public BidChoices(NodeQueries nodeQueries) {
        this.nodeQueries = nodeQueries;
    }

    /**
     * @param now the newest block
     * @throws UnknownIdException if there is no such model or bid, or the model has no active one
     * @throws MarketUnavailableException if the model's best bids are all deleted and the others not looked at
     */
    BidChoice of(Network network, Market market, AsOf now, QuoteQuestion question) {
        return question.bid()
                .map(id -> askedFor(network, market, now, id))
                .orElseGet(() -> best(network, market, now, question.model().orElseThrow()));
    }

    private BidChoice askedFor(Network network, Market market, AsOf now, Hash id) {
        RatedBid known = MarketLists.bid(network.name(), market, id);
        Optional<List<RatedBid>> looked = look(network, market, now, List.of(known));
        RatedBid bid = looked.map(List::getFirst).orElse(known);
        if (!bid.bid().exists()) {
            throw new UnknownIdException("bid", id.toString(), network.name());
        }
        return new BidChoice(bid, "It is the bid that was asked for.", market.asOf(), looked.isPresent());
    }

    private BidChoice best(Network network, Market market, AsOf now, Hash model) {
        List<RatedBid> known = MarketLists.model(network.name(), market, model).bids().stream()
                .filter(RatedBid::canBeChosen)
                .toList();
        List<RatedBid> first = known.stream().limit(MOST).toList();
        Optional<List<RatedBid>> looked = look(network, market, now, first);
        List<RatedBid> standing = looked.orElse(first).stream()
                .filter(rated -> rated.bid().exists() && rated.active())
                .toList();
        if (standing.isEmpty() && known.size() > MOST) {
            throw new MarketUnavailableException(network.name(), null);
        }
        if (standing.isEmpty()) {
            throw new UnknownIdException(
                    "active bid by an allowed provider for the model", model.toString(), network.name());
        }
        int gone = first.size() - standing.size();
        return new BidChoice(standing.getFirst(), why(known.size() - gone, gone), market.asOf(), looked.isPresent());
    }

    private static String why(int standing, int gone) {
        String rated =
                "It is rated best of the model's %d active bids that may be chosen: quality by price.%s The consumer"
                        + " node may pass it over if the provider does not answer, or by a rating or allow-list of its own.";
        return rated.formatted(standing, since(gone));
    }

    private static String since(int gone) {
        return switch (gone) {
            case 0 -> "";
            case 1 -> " Another one was deleted since the market was read.";
            default -> " %d others were deleted since the market was read.".formatted(gone);
        };
    }

    /** The same bids as they are at the newest block; empty if no node could be asked. */
    private Optional<List<RatedBid>> look(Network network, Market market, AsOf now, List<RatedBid> known) {
        if (known.isEmpty() || market.asOf().block().equals(now.block())) {
            return Optional.of(known);
        }
        List<Hash> ids = known.stream().map(rated -> rated.bid().id()).toList();
        MarketViews views = new MarketViews(network.diamond());
        return nodeQueries
                .ask(
                        network,
                        now,
                        new Wanted(ids),
                        Looked.class,
                        (node, at) -> new Looked(new ViewReader(node)
                                .readAll(at, ids.stream().map(views::getBid).toList())))
                .map(looked -> IntStream.range(0, known.size())
                        .mapToObj(i -> known.get(i).as(looked.bids().get(i)))
                        .toList());
    }
}
