package dev.morlens.web;

import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.diagnosis.finding.Action;
import dev.morlens.diagnosis.finding.Code;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.protocol.abi.UnsignedCall;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** @param href where it can be seen, on this server */
    record Fact(String label, String value, Optional<String> href) {

        static Fact of(Evidence evidence) {
            return new Fact(evidence.label(), evidence.value(), evidence.href());
        }
    }

    /**
     * Something to do.
     *
     * @param who may send it; empty if it is no transaction
     */
    record Todo(String label, String detail, String who, Optional<String> cast) {

        static Todo of(Action action) {
            String who = action.who().stream().map(Todo::name).collect(Collectors.joining(" or "));
            return new Todo(action.label(), action.detail(), who, action.call().map(UnsignedCall::cast));
        }

        private static String name(Action.Who who) {
            return switch (who) {
                case USER -> "this address";
                case DELEGATE -> "a delegate";
                case ANYONE -> "anybody";
            };
        }
    }

    static List<FindingLine> of(Diagnosis diagnosis) {
        Instant now = diagnosis.asOf().now();
        return diagnosis.findings().stream().map(finding -> of(finding, now)).toList();
    }

    private static FindingLine of(Finding finding, Instant now) {
        return new FindingLine(
                finding.code(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.title(),
                finding.explanation(),
                finding.timeMeans(now),
                finding.until().map(at -> When.of(at, now)).filter(when -> !when.past()),
                finding.evidence().stream().map(Fact::of).toList(),
                finding.actions().stream().map(Todo::of).toList());
    }
}
