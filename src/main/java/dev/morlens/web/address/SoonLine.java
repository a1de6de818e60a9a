package dev.morlens.web.address;

import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.diagnosis.LaterFindings;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.web.part.PreviewBox.Second;
import java.util.List;
import java.util.stream.Stream;

/**
 * What else is found of an address in a second that is so near that a transaction sent now may land before or after.
 *
 * @param what titles of findings
 */
record SoonLine(Second from, List<String> what) {

    static List<SoonLine> of(Diagnosis diagnosis) {
        return diagnosis.ifLater().stream().map(SoonLine::of).toList();
    }

    private static SoonLine of(LaterFindings later) {
        return new SoonLine(
                Second.of(later.second()),
                Stream.concat(
                                later.news().stream().map(Finding::title),
                                later.gone().stream().map(title -> "No longer true: " + title))
                        .toList());
    }
}
