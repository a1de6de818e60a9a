package dev.morlens.preview.quote;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.value.Address;
import dev.morlens.holdrule.RuleHistory;
import dev.morlens.holdrule.RulePeriod;
import dev.morlens.market.offer.Market;
import dev.morlens.market.offer.MarketUnavailableException;
import dev.morlens.market.offer.Markets;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.position.search.UnknownIdException;
import dev.morlens.preview.due.NextBlock;
import dev.morlens.preview.quote.Quote.LaterTerms;
import dev.morlens.preview.quote.Quote.WalletFunds;
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

    private final SnapshotReader snapshotReader;
    private final Markets markets;
    private final RuleHistory ruleHistory;
    private final BidChoices choices;
    private final NodeQueries nodeQueries;

    @Inject
    public Quotes(
            SnapshotReader snapshotReader,
            Markets markets,
            RuleHistory ruleHistory,
            BidChoices choices,
            NodeQueries nodeQueries) {
        this.snapshotReader = snapshotReader;
        this.markets = markets;
        this.ruleHistory = ruleHistory;
        this.choices = choices;
        this.nodeQueries = nodeQueries;
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
        AsOf now = snapshotReader.read(network.name(), (networkReads, asOf) -> asOf);
        BidChoice choice = choices.of(network, market, now, question);
        NextBlock next = NextBlock.after(now);
        RulePeriod rule = ruleHistory.inForce(network.name());
        OpeningTerms openingTerms = terms(network, now, next.second())
                .map(day -> opening(day, choice, question, next.second(), rule))
                .orElseThrow(() -> new MarketUnavailableException(network.name(), null));
        List<LaterTerms> ifLater = next.turns(List.of()).stream()
                .flatMap(at -> terms(network, now, at).map(day -> opening(day, choice, question, at, rule)).stream())
                .map(then -> later(then, question))
                .toList();
        Optional<WalletFunds> wallet = question.opener().flatMap(opener -> wallet(network, now, opener));
        return quote(now, choice, market.nameOf(choice.bid().bid()), openingTerms, ifLater, rule, question, wallet);
    }

    private static OpeningTerms opening(
            DayTerms day, BidChoice choice, QuoteQuestion question, Instant at, RulePeriod rule) {
        return new OpeningTerms(
                day.terms(),
                day.longest(),
                choice.bid().bid().pricePerSecond(),
                question.directPayment(),
                at,
                rule.rule());
    }

    private static LaterTerms later(OpeningTerms then, QuoteQuestion question) {
        long seconds = then.within(question.seconds());
        return new LaterTerms(
                then.at(), seconds, then.terms(), then.minimum(seconds), then.client(seconds), then.suggested(seconds));
    }

    private static Quote quote(
            AsOf now,
            BidChoice choice,
            String modelName,
            OpeningTerms openingTerms,
            List<LaterTerms> ifLater,
            RulePeriod rule,
            QuoteQuestion question,
            Optional<WalletFunds> wallet) {
        long seconds = openingTerms.within(question.seconds());
        Purchase minimum = openingTerms.minimum(seconds);
        Purchase suggested = openingTerms.suggested(seconds);
        return new Quote(
                now,
                choice.market(),
                choice.bid(),
                modelName,
                choice.why(),
                question.seconds(),
                seconds,
                question.directPayment(),
                openingTerms.terms(),
                minimum,
                openingTerms.client(seconds),
                suggested,
                openingTerms.at(),
                ifLater,
                new NextBlock(openingTerms.at()).midnight(),
                rule,
                wallet,
                OpeningObstacles.of(choice.bid(), seconds, question.directPayment(), minimum, wallet),
                Stream.concat(
                                choice.notes().stream(),
                                OpeningObstacles.notes(question, seconds, minimum, suggested, wallet).stream())
                        .toList());
    }

    /** Of the day of some time; empty if no node tells. */
    private Optional<DayTerms> terms(Network network, AsOf now, Instant time) {
        SessionViews views = new SessionViews(network.diamond());
        return nodeQueries
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

    private Optional<WalletFunds> wallet(Network network, AsOf now, Address opener) {
        return nodeQueries.ask(network, now, new Wanted("wallet", opener), WalletFunds.class, (node, at) -> {
            DiamondReader diamond = new DiamondReader(node, network);
            return new WalletFunds(
                    diamond.balance(at, opener), diamond.allowance(at, opener), node.balance(at, opener));
        });
    }
}
