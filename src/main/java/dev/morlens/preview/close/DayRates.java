package dev.morlens.preview.close;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.math.CloseTerms;
import dev.morlens.protocol.math.CloseTerms.Holding;
import dev.morlens.protocol.math.StakeTerms;
import dev.morlens.protocol.view.DiamondReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** The figures of the day by which a close's stipend becomes a stake, so that the arithmetic can be followed. */
@ApplicationScoped
public class DayRates {

    /** @param block in whose state they are */
    public record DayRate(StakeTerms terms, long block) {}

    private record Wanted(Instant day) {}

    private record WantedBefore(Instant day) {}

    private record Found(Optional<DayRate> rate) {}

    private final NodeQueries nodeQueries;

    @Inject
    public DayRates(NodeQueries nodeQueries) {
        this.nodeQueries = nodeQueries;
    }

    /**
     * Of a close to come at the answer's block; of a past one at the block before it, if nodes still have that state. Payouts
     * that lie between that and the close in its block can have moved them by a little.
     */
    public Optional<DayRate> of(Network network, AsOf asOf, Session session, CloseTerms terms) {
        if (terms.holding() != Holding.YES || !terms.stipend().isPositive()) {
            return Optional.empty();
        }
        return session.closing()
                .map(end -> before(network, asOf, end.at().block(), terms.day()))
                .orElseGet(() -> at(network, asOf, terms.day()));
    }

    private Optional<DayRate> at(Network network, AsOf asOf, Instant day) {
        return nodeQueries
                .recent(
                        network,
                        asOf,
                        network.diamond(),
                        new Wanted(day),
                        Found.class,
                        (node, at) ->
                                new Found(rate(node, network, at, asOf.block().number(), day)))
                .flatMap(Found::rate);
    }

    private Optional<DayRate> before(Network network, AsOf asOf, BlockRef close, Instant day) {
        AsOf then = new AsOf(close, FinalityLevel.LATEST, asOf.stale());
        return nodeQueries
                .ask(
                        network,
                        then,
                        new WantedBefore(day),
                        Found.class,
                        (node, at) -> new Found(before(node, network, close, day)))
                .flatMap(Found::rate);
    }

    /** Most nodes have forgotten old states; that is known then, and not asked again for a while. */
    private static Optional<DayRate> before(Node node, Network network, BlockRef close, Instant day) {
        try {
            return node.header(close.hash())
                    .flatMap(header ->
                            rate(node, network, new BlockId.Hashed(header.parentHash()), close.number() - 1, day));
        } catch (RefusedByNodeException e) {
            return Optional.empty();
        }
    }

    private static Optional<DayRate> rate(Node node, Network network, BlockId at, long block, Instant day) {
        return new DiamondReader(node, network).dayFigures(at, day).terms().map(terms -> new DayRate(terms, block));
    }
}
