package dev.morlens.diagnosis.finding;

import java.util.Optional;

/**
 * A fact that a finding rests on.
 *
 * @param value for people
 * @param href a page of ours where it can be seen
 */
public record Evidence(String label, String value, Optional<String> href) {

    public static Evidence of(String label, String value) {
        return new Evidence(label, value, Optional.empty());
    }

    public static Evidence at(String label, String value, String href) {
        return new Evidence(label, value, Optional.of(href));
    }
}
