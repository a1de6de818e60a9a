package dev.morlens.diagnosis;

import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is found of an address in a later second that a transaction sent now may reach.
 *
 * @param second from which on that is so, if nothing else happens before
 * @param findings all of them
 * @param news those that are not found before
 * @param gone titles of those that are found before and not then
 */
public record LaterFindings(Instant second, List<Finding> findings, List<Finding> news, List<String> gone) {

    static LaterFindings of(Instant second, List<Finding> findings, List<Finding> before) {
        return new LaterFindings(
                second,
                findings,
                findings.stream().filter(Predicate.not(isIn(before))).toList(),
                before.stream()
                        .filter(Predicate.not(isIn(findings)))
                        .map(Finding::title)
                        .toList());
    }

    /** For people. */
    public String from() {
        return "In a block timestamped " + FindingText.second(second) + " or later";
    }

    boolean isDifferent() {
        return !news.isEmpty() || !gone.isEmpty();
    }

    private static Predicate<Finding> isIn(List<Finding> others) {
        return finding -> others.stream().anyMatch(other -> outline(other).equals(outline(finding)));
    }

    /** Without explanation and evidence, which tell how much a close a second later holds more. */
    private static List<Object> outline(Finding finding) {
        return List.of(
                finding.code(),
                finding.title(),
                finding.amount(),
                finding.until(),
                finding.actions().stream().map(Advice::label).toList(),
                finding.actions().stream()
                        .map(advice -> advice.call().map(call -> call.signature()))
                        .flatMap(Optional::stream)
                        .toList());
    }
}
