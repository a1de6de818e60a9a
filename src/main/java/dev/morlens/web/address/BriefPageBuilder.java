package dev.morlens.web.address;

import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.diagnosis.facts.PlaceFacts;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.market.contract.ContractFacts;
import dev.morlens.position.cache.Position;
import dev.morlens.protocol.Network;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.IncompleteText;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.VerificationLine;
import java.util.List;
import java.util.Optional;

/** What an address's page shows of a position alone, while the index cannot tell the rest. */
final class BriefPageBuilder {

    private BriefPageBuilder() {}

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
        PlaceFacts placeFacts = diagnosis.map(Diagnosis::situation).orElse(PlaceFacts.UNKNOWN);
        List<PlaceCard> parts = PlaceCards.of(position, placeFacts);
        IdShortener idShortener = new IdShortener();
        AsOfLine asOf = AsOfLine.of(position.asOf());
        return new BriefPage(
                network.name(),
                idShortener.of(position.address()),
                contract.map(facts -> ContractBox.of(facts, position)),
                MorText.of(position.total()),
                Sentence.of(parts, position.total()),
                StakedForOthersText.words(placeFacts, position.asOf().stale()),
                BalanceBar.of(parts),
                PlaceCards.shown(parts),
                IncompleteText.of(position.asOf()),
                position.knows(Bucket.ON_HOLD),
                position.accounts().openSessions().stream()
                        .map(datedAmount -> ReleaseLine.of(datedAmount, position.asOf()))
                        .toList(),
                position.accounts().holds().stream()
                        .map(datedAmount -> ReleaseLine.of(datedAmount, position.asOf()))
                        .toList(),
                VerificationLine.of(position.accounts().verification()),
                position.asOf().isLive(),
                asked,
                diagnosis.map(found -> FindingLine.of(found, asOf, idShortener)),
                diagnosis.map(SoonLine::of).orElseGet(List::of),
                asOf,
                Explorer.of(network));
    }
}
