package dev.morlens.diagnosis;

import dev.morlens.chain.value.Address;
import dev.morlens.position.Position;
import dev.morlens.protocol.Network;
import dev.morlens.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Says what is going on at an address. */
@ApplicationScoped
public class Diagnoses {

    private final Cases cases;

    @Inject
    Diagnoses(Cases cases) {
        this.cases = cases;
    }

    /** @throws StoreUnavailableException if neither index nor node can tell */
    public Diagnosis of(Network network, Address address) {
        return diagnosis(cases.of(network, address));
    }

    /** @param live a position that a node told: the diagnosis is of its block */
    public Diagnosis of(Network network, Position live) {
        return diagnosis(cases.of(network, live));
    }

    private static Diagnosis diagnosis(Cases.Found found) {
        return Diagnosis.soon(found.now(), found.later());
    }
}
