package dev.morlens.web.address;

import dev.morlens.ask.AsOf;
import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.protocol.call.UnsignedCall;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.TimeText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A finding, on the page of an address.
 *
 * @param severity also a style class
 * @param untilWhat in front of {@code until}: what happens then
 */
record FindingLine(
        FindingCode code,
        String severity,
        String title,
        String explanation,
        String untilWhat,
        Optional<TimeText> until,
        List<FactLine> evidence,
        List<Todo> actions) {

    /**
     * @param href where it can be seen, on this server
     * @param since for scripts, which say how long ago that was
     */
    record FactLine(String label, String value, Optional<String> href, Optional<String> since) {

        static FactLine of(Evidence evidence, AsOf asOf, AsOfLine line, IdShortener idShortener) {
            String value = evidence.equals(Evidence.readAt(asOf)) ? line.words() : evidence.value();
            return new FactLine(
                    idShortener.shortened(evidence.label()),
                    value,
                    evidence.href(),
                    evidence.since().map(Instant::toString));
        }
    }

    /**
     * Something to do.
     *
     * @param who may send it; empty if it is no transaction
     */
    record Todo(String label, String detail, String who, Optional<String> cast) {

        static Todo of(Advice advice, IdShortener idShortener) {
            String who = advice.who().stream().map(Todo::name).collect(Collectors.joining(" or "));
            return new Todo(
                    idShortener.shortened(advice.label()),
                    advice.detail(),
                    who,
                    advice.call().map(UnsignedCall::cast));
        }

        private static String name(Advice.Who who) {
            return switch (who) {
                case USER -> "this address";
                case DELEGATE -> "a delegate";
                case ANYONE -> "anybody";
            };
        }
    }

    /**
     * But for what the page says first anyway.
     *
     * @param line of the page
     * @param idShortener of the whole page, all known but those in the diagnosis
     */
    static List<FindingLine> of(Diagnosis diagnosis, AsOfLine line, IdShortener idShortener) {
        diagnosis.findings().forEach(finding -> texts(finding).forEach(idShortener::in));
        return diagnosis.findings().stream()
                .filter(finding -> finding.code() != FindingCode.ADDRESS_IS_PROTOCOL)
                .map(finding -> of(finding, diagnosis.asOf(), line, idShortener))
                .toList();
    }

    private static Stream<String> texts(Finding finding) {
        return Stream.of(
                        Stream.of(finding.title(), finding.explanation()),
                        finding.evidence().stream().flatMap(one -> Stream.of(one.label(), one.value())),
                        finding.actions().stream().flatMap(one -> Stream.of(one.label(), one.detail())))
                .flatMap(texts -> texts);
    }

    private static FindingLine of(Finding finding, AsOf asOf, AsOfLine line, IdShortener idShortener) {
        return new FindingLine(
                finding.code(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                idShortener.shortened(finding.title()),
                idShortener.shortened(finding.explanation()),
                finding.timeMeans(asOf.now()),
                finding.until().map(at -> TimeText.of(at, asOf)).filter(timeText -> !timeText.past()),
                finding.evidence().stream()
                        .map(fact -> FactLine.of(fact, asOf, line, idShortener))
                        .toList(),
                finding.actions().stream()
                        .map(todo -> Todo.of(todo, idShortener))
                        .toList());
    }
}
