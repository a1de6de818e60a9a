package dev.morlens.web.address;

import dev.morlens.web.chart.Chart;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.MovementLine;
import dev.morlens.web.part.NoOpLine;
import dev.morlens.web.part.PastLine;
import dev.morlens.web.part.SessionLine;
import dev.morlens.web.part.TimeText;
import dev.morlens.web.part.VerificationLine;
import java.util.List;
import java.util.Optional;

/**
 * An address's page.
 *
 * @param contract what leads, where it is no person's wallet
 * @param hosted what is staked in its name and is not its own, if anything
 * @param releases rows on hold by release
 * @param shown the block of a page of the past
 * @param figures the name that {@link FigureNames} give them
 */
record AddressPage(
        String network,
        IdText address,
        Optional<ContractBox> contract,
        MorText total,
        Sentence sentence,
        Optional<String> hosted,
        BalanceBar bar,
        List<PlaceCard> parts,
        Optional<TimeText> nextRelease,
        List<FindingLine> findings,
        List<SoonLine> soon,
        List<SessionLine> sessions,
        long open,
        long closed,
        List<ReleaseLine> releases,
        List<MovementLine> movements,
        List<NoOpLine> noOps,
        Chart chart,
        long shown,
        Optional<PastLine> past,
        Optional<VerificationLine> verification,
        String figures,
        AsOfLine asOf,
        Explorer explorer) {

    /** What links to this address's other pages carry on. */
    public String query() {
        return PastLine.suffix(past);
    }
}
