package dev.morlens.diagnosis;

import dev.morlens.ask.DatedAnswer;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.value.Address;
import dev.morlens.position.cache.Position;
import dev.morlens.protocol.Network;
import dev.morlens.store.db.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/** Says what is going on at an address. */
@ApplicationScoped
public class Diagnoses {

    private final CaseReader caseReader;
    private final NodeQueries nodeQueries;

    @Inject
    Diagnoses(CaseReader caseReader, NodeQueries nodeQueries) {
        this.caseReader = caseReader;
        this.nodeQueries = nodeQueries;
    }

    /** @throws StoreUnavailableException if neither index nor node can tell */
    public Diagnosis of(Network network, Address address) {
        return diagnosis(() -> caseReader.of(network, address));
    }

    /** @param live a position that a node told: the diagnosis is of its block */
    public Diagnosis of(Network network, Position live) {
        return diagnosis(() -> caseReader.of(network, live));
    }

    private Diagnosis diagnosis(Supplier<CaseReader.ReadCase> found) {
        DatedAnswer<CaseReader.ReadCase> datedAnswer = nodeQueries.dated(found);
        return Diagnosis.soon(datedAnswer.value().now(), datedAnswer.value().later())
                .resting(datedAnswer);
    }
}
