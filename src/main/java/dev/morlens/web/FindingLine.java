package dev.morlens.web;

import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.diagnosis.finding.Action;
import dev.morlens.diagnosis.finding.Code;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.position.AsOf;
import dev.morlens.protocol.abi.UnsignedCall;
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
        Code code,
        String severity,
        String title,
        String explanation,
        String untilWhat,
        Optional<When> until,
        List<Fact> evidence,
        List<Todo> actions) {

    /**
     * @param href where it can be seen, on this server
     * @param since for scripts, which say how long ago that was
     */
    record Fact(String label, String value, Optional<String> href, Optional<String> since) {

        static Fact of(Evidence evidence, AsOf asOf, AsOfLine line, Ids ids) {
            String value = evidence.equals(Evidence.readAt(asOf)) ? line.words() : evidence.value();
            return new Fact(
                    ids.shortened(evidence.label()),
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

        static Todo of(Action action, Ids ids) {
            String who = action.who().stream().map(Todo::name).collect(Collectors.joining(" or "));
            return new Todo(
                    ids.shortened(action.label()),
                    action.detail(),
                    who,
                    action.call().map(UnsignedCall::cast));
        }

        private static String name(Action.Who who) {
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
     * @param ids of the whole page, all known but those in the diagnosis
     */
    static List<FindingLine> of(Diagnosis diagnosis, AsOfLine line, Ids ids) {
        diagnosis.findings().forEach(finding -> texts(finding).forEach(ids::in));
        return diagnosis.findings().stream()
                .filter(finding -> finding.code() != Code.ADDRESS_IS_PROTOCOL)
                .map(finding -> of(finding, diagnosis.asOf(), line, ids))
                .toList();
    }

    private static Stream<String> texts(Finding finding) {
        return Stream.of(
                        Stream.of(finding.title(), finding.explanation()),
                        finding.evidence().stream().flatMap(one -> Stream.of(one.label(), one.value())),
                        finding.actions().stream().flatMap(one -> Stream.of(one.label(), one.detail())))
                .flatMap(texts -> texts);
    }

    private static FindingLine of(Finding finding, AsOf asOf, AsOfLine line, Ids ids) {
        return new FindingLine(
                finding.code(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                ids.shortened(finding.title()),
                ids.shortened(finding.explanation()),
                finding.timeMeans(asOf.now()),
                finding.until().map(at -> When.of(at, asOf)).filter(when -> !when.past()),
                finding.evidence().stream()
                        .map(fact -> Fact.of(fact, asOf, line, ids))
                        .toList(),
                finding.actions().stream().map(todo -> Todo.of(todo, ids)).toList());
    }
}
