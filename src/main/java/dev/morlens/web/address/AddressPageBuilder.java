package dev.morlens.web.address;

import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.diagnosis.facts.PlaceFacts;
import dev.morlens.market.contract.ContractFacts;
import dev.morlens.position.cache.Position;
import dev.morlens.position.search.IdLookups.Overview;
import dev.morlens.position.time.AsOfTime;
import dev.morlens.protocol.Network;
import dev.morlens.web.chart.Chart;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.MovementLine;
import dev.morlens.web.part.NoOpLine;
import dev.morlens.web.part.PastLine;
import dev.morlens.web.part.SessionLine;
import dev.morlens.web.part.TextChanges;
import dev.morlens.web.part.TimeText;
import dev.morlens.web.part.VerificationLine;
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
record AddressPageBuilder(
        Network network, Overview overview, AsOfTime moment, Optional<ContractFacts> contract, IdShortener ids) {

    private static final long NONE = -1;

    /**
     * @param diagnosis of now; there is none of the past. What is of now has {@linkplain AsOfLine#gaps gaps} in place of
     *     the block, to be filled in when it is sent
     */
    AddressPage page(Optional<Diagnosis> diagnosis) {
        Position position = overview.position();
        Instant now = position.asOf().now();
        Address address = position.address();
        TextChanges.note(now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
        AsOfLine asOf = diagnosis.isPresent() ? AsOfLine.open(position.asOf()) : AsOfLine.of(position.asOf());
        PlaceFacts placeFacts = diagnosis.map(Diagnosis::situation).orElse(PlaceFacts.UNKNOWN);
        List<PlaceCard> parts = PlaceCards.of(position, placeFacts);
        ids.know(address, "the one of this page");
        List<SessionLine> sessions = sessions();
        List<MovementLine> movements = overview.movements().stream()
                .map(movement -> MovementLine.of(movement, address, now, ids))
                .toList();
        List<NoOpLine> noOps = overview.noOps().stream()
                .map(noOpMovement -> NoOpLine.of(noOpMovement, address, now, ids))
                .toList();
        return new AddressPage(
                network.name(),
                ids.of(address),
                contract.map(facts -> ContractBox.of(facts, position)),
                MorText.of(position.total()),
                Sentence.of(parts, position.total()),
                StakedForOthersText.words(placeFacts, position.asOf().stale()),
                BalanceBar.of(parts),
                PlaceCards.shown(parts),
                position.holds().next().map(next -> TimeText.of(next, position.asOf())),
                diagnosis.map(found -> FindingLine.of(found, asOf, ids)).orElseGet(List::of),
                diagnosis.map(SoonLine::of).orElseGet(List::of),
                sessions,
                overview.counts().open(),
                overview.counts().closed(),
                position.accounts().holds().stream()
                        .map(datedAmount -> ReleaseLine.of(datedAmount, position.asOf()))
                        .toList(),
                movements,
                noOps,
                Chart.of(overview.history(), overview.historyEnd()),
                moment.isPast() ? position.asOf().block().number() : NONE,
                PastLine.of(moment),
                Optional.of(moment)
                        .filter(time -> !time.isPast())
                        .flatMap(time -> VerificationLine.of(position.accounts().verification())),
                FigureNames.of(position),
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
