package dev.morlens.preview;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.Market;
import dev.morlens.market.MarketLists;
import dev.morlens.market.MarketUnavailableException;
import dev.morlens.market.Markets;
import dev.morlens.market.ModelOffer;
import dev.morlens.market.RatedBid;
import dev.morlens.position.UnknownIdException;
import dev.morlens.preview.Quote.Wallet;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.protocol.math.StakeTerms;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.ViewReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a session would take and give: the bid, the stake, the cost, and what comes back when. */
@ApplicationScoped
public class Quotes {

    private record Wanted(String what, Address opener) {}

    /** @param longest a session that the contract opens */
    private record DayTerms(StakeTerms terms, Duration longest) {}

    private record DayValues(List<Wei> values, Duration longest) {}

    private record Choice(RatedBid bid, String why) {}

    private final Markets markets;
    private final Rules rules;
    private final Simulations simulations;

    @Inject
    public Quotes(Markets markets, Rules rules, Simulations simulations) {
        this.markets = markets;
        this.rules = rules;
        this.simulations = simulations;
    }

    /**
     * @throws UnknownIdException if there is no such model or bid, or the model has no active one
     * @throws MarketUnavailableException if no node tells the day's terms
     */
    public Quote of(Network network, QuoteQuestion question) {
        Market market = markets.of(network);
        Choice choice = choose(network, market, question);
        DayTerms day = terms(network, market);
        Optional<Wallet> wallet = question.opener().flatMap(opener -> wallet(network, market, opener));
        return quote(market, choice, day, rules.inForce(network.name()), question, wallet);
    }

    private static Quote quote(
            Market market,
            Choice choice,
            DayTerms day,
            RulePeriod rule,
            QuoteQuestion question,
            Optional<Wallet> wallet) {
        Wei price = choice.bid().bid().pricePerSecond();
        long seconds = question.seconds();
        Instant now = market.asOf().now();
        Wei cost = price.times(seconds);
        Wei minimum = day.terms().minimum(price, seconds).max(question.directPayment() ? cost : Wei.ZERO);
        Wei suggested = day.terms().afterBudgetIsPaid().minimum(price, seconds).max(minimum);
        return new Quote(
                market.asOf(),
                choice.bid(),
                market.nameOf(choice.bid().bid()),
                choice.why(),
                seconds,
                question.directPayment(),
                day.terms(),
                minimum,
                day.terms().client(price, seconds),
                suggested,
                cost,
                now.plusSeconds(seconds),
                DayLock.releaseAt(now),
                rule,
                new Endings(day.terms(), rule.rule(), suggested, price, question.directPayment()).of(now, seconds),
                wallet,
                Obstacles.of(choice.bid(), seconds, day.longest(), minimum, wallet));
    }

    private static Choice choose(Network network, Market market, QuoteQuestion question) {
        if (question.bid().isPresent()) {
            RatedBid bid =
                    MarketLists.bid(network.name(), market, question.bid().get());
            return new Choice(bid, "It is the bid that was asked for.");
        }
        Hash model = question.model().orElseThrow();
        ModelOffer offer = MarketLists.model(network.name(), market, model);
        RatedBid best = offer.bids().stream()
                .filter(RatedBid::canBeChosen)
                .findFirst()
                .orElseThrow(() -> new UnknownIdException(
                        "active bid by an allowed provider for the model", model.toString(), network.name()));
        return new Choice(
                best,
                "It is rated best of the model's %d active bids: quality by price. The consumer node may pass it over if"
                                .formatted(offer.active())
                        + " the provider does not answer, or by a rating or allow-list of its own.");
    }

    private DayTerms terms(Network network, Market market) {
        Instant now = market.asOf().now();
        SessionViews views = new SessionViews(network.diamond());
        DayValues read = simulations
                .ask(network, market.asOf(), DayValues.class, DayValues.class, (node, at) -> {
                    ViewReader reader = new ViewReader(node);
                    List<Wei> values = reader.readAll(
                            at,
                            List.of(
                                    views.getComputeBalance(now),
                                    views.totalMorSupply(now),
                                    views.getTodaysBudget(now)));
                    return new DayValues(values, reader.read(at, views.getMaxSessionDuration()));
                })
                .orElseThrow(() -> new MarketUnavailableException(network.name(), null));
        return dayTerms(network, read);
    }

    private static DayTerms dayTerms(Network network, DayValues read) {
        List<Wei> values = read.values();
        try {
            return new DayTerms(new StakeTerms(values.get(0), values.get(1), values.get(2)), read.longest());
        } catch (IllegalArgumentException e) {
            throw new MarketUnavailableException(network.name(), e);
        }
    }

    private Optional<Wallet> wallet(Network network, Market market, Address opener) {
        return simulations.ask(network, market.asOf(), new Wanted("wallet", opener), Wallet.class, (node, at) -> {
            DiamondReader diamond = new DiamondReader(node, network);
            return new Wallet(diamond.balance(at, opener), diamond.allowance(at, opener), node.balance(at, opener));
        });
    }
}
