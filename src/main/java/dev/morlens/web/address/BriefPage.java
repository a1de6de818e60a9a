package dev.morlens.web.address;

import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.VerificationLine;
import java.util.List;
import java.util.Optional;

/**
 * An address without its history: straight from the chain, or as last known.
 *
 * @param hosted what is staked in its name and is not its own, if anything
 * @param lacking what could not be determined, in words
 * @param rowsRead whether what is on hold could be
 */
record BriefPage(
        String network,
        IdText address,
        Optional<ContractBox> contract,
        MorText total,
        Sentence sentence,
        Optional<String> hosted,
        BalanceBar bar,
        List<PlaceCard> parts,
        List<String> lacking,
        boolean rowsRead,
        List<ReleaseLine> sessions,
        List<ReleaseLine> releases,
        Optional<VerificationLine> verification,
        boolean live,
        boolean asked,
        Optional<List<FindingLine>> findings,
        List<SoonLine> soon,
        AsOfLine asOf,
        Explorer explorer) {}
