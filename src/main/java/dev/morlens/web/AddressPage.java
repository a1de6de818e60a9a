package dev.morlens.web;

import java.util.List;
import java.util.Optional;

/**
 * An address's page.
 *
 * @param contract what leads, where it is no person's wallet
 * @param hosted what is staked in its name and is not its own, if anything
 * @param releases rows on hold by release
 * @param shown the block of a page of the past
 * @param figures the name that {@link Figures} give them
 */
record AddressPage(
        String network,
        Id address,
        Optional<ContractBox> contract,
        Mor total,
        Sentence sentence,
        Optional<String> hosted,
        Bar bar,
        List<Part> parts,
        Optional<When> nextRelease,
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
