package dev.morlens.preview;

import dev.morlens.chain.value.Address;
import dev.morlens.market.Market;
import dev.morlens.market.MarketUnavailableException;
import dev.morlens.market.Markets;
import dev.morlens.position.AsOf;
import dev.morlens.position.Heads;
import dev.morlens.position.UnknownIdException;
import dev.morlens.preview.Quote.Later;
import dev.morlens.preview.Quote.Wallet;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.math.StakeTerms;
import dev.morlens.protocol.state.DayFigures;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.ViewReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a session would take and give: the bid, the stake, the cost, and what comes back when. */
@ApplicationScoped
public class Quotes {

    private record Wanted(String what, Object of) {}

    private record DayOf(Instant time) {}

    /** @param longest a session that the contract opens */
    private record DayTerms(StakeTerms terms, Duration longest) {}

    private record DayValues(DayFigures figures, Duration longest) {

        Optional<DayTerms> terms() {
            return figures.terms().map(terms -> new DayTerms(terms, longest));
        }
    }

    private final Heads heads;
    private final Markets markets;
    private final Rules rules;
    private final BidChoices choices;
    private final Simulations simulations;

    @Inject
    public Quotes(Heads heads, Markets markets, Rules rules, BidChoices choices, Simulations simulations) {
        this.heads = heads;
        this.markets = markets;
        this.rules = rules;
        this.choices = choices;
        this.simulations = simulations;
    }

    /**
     * At the newest block: the market in which the bid is chosen may be some blocks older, the bid and the terms never are,
     * but for a bid that no node told of.
     *
     * @throws UnknownIdException if there is no such model or bid, or the model has no active one
     * @throws MarketUnavailableException if no node tells the day's terms, or the market is too old to choose in
     */
    public Quote of(Network network, QuoteQuestion question) {
        Market market = markets.of(network);
        AsOf now = heads.read(network.name(), (reads, asOf) -> asOf);
        BidChoice choice = choices.of(network, market, now, question);
        NextBlock next = NextBlock.after(now);
        RulePeriod rule = rules.inForce(network.name());
        Opening opening = terms(network, now, next.second())
                .map(day -> opening(day, choice, question, next.second(), rule))
                .orElseThrow(() -> new MarketUnavailableException(network.name(), null));
        List<Later> ifLater = next.turns(List.of()).stream()
                .flatMap(at -> terms(network, now, at).map(day -> opening(day, choice, question, at, rule)).stream())
                .map(then -> later(then, question))
                .toList();
        Optional<Wallet> wallet = question.opener().flatMap(opener -> wallet(network, now, opener));
        return quote(now, choice, market.nameOf(choice.bid().bid()), opening, ifLater, rule, question, wallet);
    }

    private static Opening opening(
            DayTerms day, BidChoice choice, QuoteQuestion question, Instant at, RulePeriod rule) {
        return new Opening(
                day.terms(),
                day.longest(),
                choice.bid().bid().pricePerSecond(),
                question.directPayment(),
                at,
                rule.rule());
    }

    private static Later later(Opening then, QuoteQuestion question) {
        long seconds = then.within(question.seconds());
        return new Later(
                then.at(), seconds, then.terms(), then.minimum(seconds), then.client(seconds), then.suggested(seconds));
    }

    private static Quote quote(
            AsOf now,
            BidChoice choice,
            String modelName,
            Opening opening,
            List<Later> ifLater,
            RulePeriod rule,
            QuoteQuestion question,
            Optional<Wallet> wallet) {
        long seconds = opening.within(question.seconds());
        Purchase minimum = opening.minimum(seconds);
        Purchase suggested = opening.suggested(seconds);
        return new Quote(
                now,
                choice.market(),
                choice.bid(),
                modelName,
                choice.why(),
                question.seconds(),
                seconds,
                question.directPayment(),
                opening.terms(),
                minimum,
                opening.client(seconds),
                suggested,
                opening.at(),
                ifLater,
                new NextBlock(opening.at()).midnight(),
                rule,
                wallet,
                Obstacles.of(choice.bid(), seconds, question.directPayment(), minimum, wallet),
                Stream.concat(
                                choice.notes().stream(),
                                Obstacles.notes(question, seconds, minimum, suggested, wallet).stream())
                        .toList());
    }

    /** Of the day of some time; empty if no node tells. */
    private Optional<DayTerms> terms(Network network, AsOf now, Instant time) {
        SessionViews views = new SessionViews(network.diamond());
        return simulations
                .ask(
                        network,
                        now,
                        new DayOf(time),
                        DayValues.class,
                        (node, at) -> new DayValues(
                                new DiamondReader(node, network).dayFigures(at, time),
                                new ViewReader(node).read(at, views.getMaxSessionDuration())))
                .flatMap(DayValues::terms);
    }

    private Optional<Wallet> wallet(Network network, AsOf now, Address opener) {
        return simulations.ask(network, now, new Wanted("wallet", opener), Wallet.class, (node, at) -> {
            DiamondReader diamond = new DiamondReader(node, network);
            return new Wallet(diamond.balance(at, opener), diamond.allowance(at, opener), node.balance(at, opener));
        });
    }
}
