package dev.morlens.api.dropin;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.market.offer.MarketUnavailableException;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.position.search.IdLookups.FoundById;
import dev.morlens.protocol.Network;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.BiFunction;

/** What the index does not hold, as a node tells it at the index's newest block, within the budget for questions. */
@ApplicationScoped
class NodeAnswers {

    private final SnapshotReader snapshotReader;
    private final NodeQueries nodeQueries;

    @Inject
    NodeAnswers(SnapshotReader snapshotReader, NodeQueries nodeQueries) {
        this.snapshotReader = snapshotReader;
        this.nodeQueries = nodeQueries;
    }

    /**
     * @param subject names the question, as a value
     * @throws MarketUnavailableException if no node answers, or the budget is used up
     */
    <T> FoundById<T> ask(Network network, Object subject, Class<T> type, BiFunction<Node, BlockId, T> question) {
        AsOf asOf = snapshotReader.read(network.name(), (networkReads, now) -> now);
        return nodeQueries
                .ask(network, asOf, subject, type, question)
                .map(told -> new FoundById<>(asOf, told))
                .orElseThrow(() -> new MarketUnavailableException(network.name(), null));
    }
}
