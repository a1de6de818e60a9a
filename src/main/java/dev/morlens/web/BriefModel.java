package dev.morlens.web;

import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.diagnosis.facts.Situation;
import dev.morlens.ledger.Bucket;
import dev.morlens.market.ContractFacts;
import dev.morlens.position.Position;
import dev.morlens.protocol.Network;
import java.util.List;
import java.util.Optional;

/** What an address's page shows of a position alone, while the index cannot tell the rest. */
final class BriefModel {

    private BriefModel() {}

    /**
     * @param asked whether somebody wanted it so, though the index may be there
     * @param contract what is known of the address, if it is no person's wallet
     */
    static BriefPage of(
            Network network,
            Position position,
            boolean asked,
            Optional<Diagnosis> diagnosis,
            Optional<ContractFacts> contract) {
        Situation situation = diagnosis.map(Diagnosis::situation).orElse(Situation.UNKNOWN);
        List<Part> parts = Parts.of(position, situation);
        Ids ids = new Ids();
        AsOfLine asOf = AsOfLine.of(position.asOf());
        return new BriefPage(
                network.name(),
                ids.of(position.address()),
                contract.map(facts -> ContractBox.of(facts, position)),
                Mor.of(position.total()),
                Sentence.of(parts, position.total()),
                Hosted.words(situation, position.asOf().stale()),
                Bar.of(parts),
                Parts.shown(parts),
                Lacking.of(position.asOf()),
                position.knows(Bucket.ON_HOLD),
                position.accounts().openSessions().stream()
                        .map(due -> ReleaseLine.of(due, position.asOf()))
                        .toList(),
                position.accounts().holds().stream()
                        .map(due -> ReleaseLine.of(due, position.asOf()))
                        .toList(),
                VerificationLine.of(position.accounts().verification()),
                position.asOf().isLive(),
                asked,
                diagnosis.map(found -> FindingLine.of(found, asOf, ids)),
                diagnosis.map(SoonLine::of).orElseGet(List::of),
                asOf,
                Explorer.of(network));
    }
}
