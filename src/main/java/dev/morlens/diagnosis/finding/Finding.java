package dev.morlens.diagnosis.finding;

import dev.morlens.chain.value.Wei;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is going on.
 *
 * @param explanation why, for somebody who does not know the protocol
 * @param amount of MOR that it is about, in wei
 * @param until when it passes, or when something can be done
 * @param evidence what it rests on
 * @param actions what to do, the best first
 */
public record Finding(
        FindingCode code,
        String title,
        String explanation,
        Optional<Wei> amount,
        Optional<Instant> until,
        List<Evidence> evidence,
        List<Advice> actions) {

    public static Finding of(FindingCode findingCode, String title, String explanation) {
        return new Finding(findingCode, title, explanation, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    public Severity severity() {
        return code.severity();
    }

    /** What stands before its time, for people; a session past its end does not end by itself. */
    public String timeMeans(Instant now) {
        if (until.filter(time -> !time.isAfter(now)).isPresent()) {
            return "Since";
        }
        return switch (code) {
            case SESSION_OVERDUE, SESSION_OVERDUE_FUNDING_BALANCE, SESSION_OVERDUE_FUNDING_ALLOWANCE ->
                "Nothing ends it by itself. Anybody may settle it from";
            case POOL_WITHDRAWAL_PENDING -> "Nothing of it can be had before";
            default -> "Until";
        };
    }

    /** With more to say, after what is said. */
    public Finding noting(String more) {
        return new Finding(code, title, explanation + more, amount, until, evidence, actions);
    }

    public Finding amount(Wei wei) {
        return new Finding(code, title, explanation, Optional.of(wei), until, evidence, actions);
    }

    public Finding until(Instant time) {
        return until(Optional.of(time));
    }

    public Finding until(Optional<Instant> time) {
        return new Finding(code, title, explanation, amount, time, evidence, actions);
    }

    public Finding with(Evidence... more) {
        return with(List.of(more));
    }

    public Finding with(List<Evidence> more) {
        return new Finding(code, title, explanation, amount, until, joined(evidence, more), actions);
    }

    public Finding then(Advice... more) {
        return new Finding(code, title, explanation, amount, until, evidence, joined(actions, List.of(more)));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
