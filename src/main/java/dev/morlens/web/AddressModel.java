package dev.morlens.web;

import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.diagnosis.facts.Situation;
import dev.morlens.market.ContractFacts;
import dev.morlens.position.Lookups.Overview;
import dev.morlens.position.Moment;
import dev.morlens.position.Position;
import dev.morlens.protocol.Network;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an address's page shows, from one overview at one block.
 *
 * @param contract what is known of it, if it is no person's wallet
 * @param ids of the page, which has no others yet
 */
record AddressModel(Network network, Overview overview, Moment moment, Optional<ContractFacts> contract, Ids ids) {

    private static final long NONE = -1;

    /**
     * @param diagnosis of now; there is none of the past. What is of now has {@linkplain AsOfLine#gaps gaps} in place of
     *     the block, to be filled in when it is sent
     */
    AddressPage page(Optional<Diagnosis> diagnosis) {
        Position position = overview.position();
        Instant now = position.asOf().now();
        Address address = position.address();
        Changes.note(now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
        AsOfLine asOf = diagnosis.isPresent() ? AsOfLine.open(position.asOf()) : AsOfLine.of(position.asOf());
        Situation situation = diagnosis.map(Diagnosis::situation).orElse(Situation.UNKNOWN);
        List<Part> parts = Parts.of(position, situation);
        ids.know(address, "the one of this page");
        List<SessionLine> sessions = sessions();
        List<MovementLine> movements = overview.movements().stream()
                .map(movement -> MovementLine.of(movement, address, now, ids))
                .toList();
        List<NoOpLine> noOps = overview.noOps().stream()
                .map(noOp -> NoOpLine.of(noOp, address, now, ids))
                .toList();
        return new AddressPage(
                network.name(),
                ids.of(address),
                contract.map(facts -> ContractBox.of(facts, position)),
                Mor.of(position.total()),
                Sentence.of(parts, position.total()),
                Hosted.words(situation, position.asOf().stale()),
                Bar.of(parts),
                Parts.shown(parts),
                position.holds().next().map(next -> When.of(next, position.asOf())),
                diagnosis.map(found -> FindingLine.of(found, asOf, ids)).orElseGet(List::of),
                diagnosis.map(SoonLine::of).orElseGet(List::of),
                sessions,
                overview.counts().open(),
                overview.counts().closed(),
                position.accounts().holds().stream()
                        .map(due -> ReleaseLine.of(due, position.asOf()))
                        .toList(),
                movements,
                noOps,
                Chart.of(overview.history(), overview.historyEnd()),
                moment.isPast() ? position.asOf().block().number() : NONE,
                PastLine.of(moment),
                Optional.of(moment)
                        .filter(time -> !time.isPast())
                        .flatMap(time -> VerificationLine.of(position.accounts().verification())),
                Figures.of(position),
                asOf,
                Explorer.of(network));
    }

    /** What needs attention first. */
    private List<SessionLine> sessions() {
        return Stream.of(overview.overdue(), overview.running(), overview.closed())
                .flatMap(List::stream)
                .map(at -> SessionLine.of(at, overview.position().asOf(), ids))
                .toList();
    }
}
