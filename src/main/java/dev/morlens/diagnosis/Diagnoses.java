package dev.morlens.diagnosis;

import dev.morlens.chain.value.Address;
import dev.morlens.position.Position;
import dev.morlens.preview.Dated;
import dev.morlens.preview.Simulations;
import dev.morlens.protocol.Network;
import dev.morlens.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/** Says what is going on at an address. */
@ApplicationScoped
public class Diagnoses {

    private final Cases cases;
    private final Simulations simulations;

    @Inject
    Diagnoses(Cases cases, Simulations simulations) {
        this.cases = cases;
        this.simulations = simulations;
    }

    /** @throws StoreUnavailableException if neither index nor node can tell */
    public Diagnosis of(Network network, Address address) {
        return diagnosis(() -> cases.of(network, address));
    }

    /** @param live a position that a node told: the diagnosis is of its block */
    public Diagnosis of(Network network, Position live) {
        return diagnosis(() -> cases.of(network, live));
    }

    private Diagnosis diagnosis(Supplier<Cases.Found> found) {
        Dated<Cases.Found> dated = simulations.dated(found);
        return Diagnosis.soon(dated.value().now(), dated.value().later()).resting(dated);
    }
}
