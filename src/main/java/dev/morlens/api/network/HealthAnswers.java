package dev.morlens.api.network;

import dev.morlens.ask.AsOf;
import dev.morlens.market.health.ProtocolHealths;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.protocol.Network;
import dev.morlens.store.read.OverdueTotal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Reads how the protocol fares, and how the index does. */
@ApplicationScoped
public class HealthAnswers {

    private record Indexed(AsOf asOf, OverdueTotal overdue) {}

    private final SnapshotReader snapshotReader;
    private final ProtocolHealths healths;
    private final Statuses statuses;

    @Inject
    HealthAnswers(SnapshotReader snapshotReader, ProtocolHealths healths, Statuses statuses) {
        this.snapshotReader = snapshotReader;
        this.healths = healths;
        this.statuses = statuses;
    }

    public HealthView of(Network network) {
        Indexed indexed = snapshotReader.read(
                network.name(),
                (networkReads, asOf) -> new Indexed(asOf, healths.overdue(network, networkReads, asOf)));
        return HealthView.of(healths.of(network, indexed.asOf(), indexed.overdue()), statuses.of(network));
    }
}
