package dev.morlens.api.dropin;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.market.MarketUnavailableException;
import dev.morlens.position.AsOf;
import dev.morlens.position.Heads;
import dev.morlens.position.Lookups.Found;
import dev.morlens.preview.Simulations;
import dev.morlens.protocol.Network;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.BiFunction;

/** What the index does not hold, as a node tells it at the index's newest block, within the budget for questions. */
@ApplicationScoped
class NodeAnswers {

    private final Heads heads;
    private final Simulations simulations;

    @Inject
    NodeAnswers(Heads heads, Simulations simulations) {
        this.heads = heads;
        this.simulations = simulations;
    }

    /**
     * @param subject names the question, as a value
     * @throws MarketUnavailableException if no node answers, or the budget is used up
     */
    <T> Found<T> ask(Network network, Object subject, Class<T> type, BiFunction<Node, BlockId, T> question) {
        AsOf asOf = heads.read(network.name(), (reads, now) -> now);
        return simulations
                .ask(network, asOf, subject, type, question)
                .map(told -> new Found<>(asOf, told))
                .orElseThrow(() -> new MarketUnavailableException(network.name(), null));
    }
}
