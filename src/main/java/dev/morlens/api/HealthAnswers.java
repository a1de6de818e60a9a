package dev.morlens.api;

import dev.morlens.market.ProtocolHealths;
import dev.morlens.position.AsOf;
import dev.morlens.position.Heads;
import dev.morlens.protocol.Network;
import dev.morlens.store.OverdueSum;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Reads how the protocol fares, and how the index does. */
@ApplicationScoped
class HealthAnswers {

    private record Indexed(AsOf asOf, OverdueSum overdue) {}

    private final Heads heads;
    private final ProtocolHealths healths;
    private final Statuses statuses;

    @Inject
    HealthAnswers(Heads heads, ProtocolHealths healths, Statuses statuses) {
        this.heads = heads;
        this.healths = healths;
        this.statuses = statuses;
    }

    HealthView of(Network network) {
        Indexed indexed =
                heads.read(network.name(), (reads, asOf) -> new Indexed(asOf, healths.overdue(network, reads, asOf)));
        return HealthView.of(healths.of(network, indexed.asOf(), indexed.overdue()), statuses.of(network));
    }
}
