package dev.morlens.diagnosis.finding;

import dev.morlens.position.AsOf;
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

    /** Of what an answer's own block tells: it goes on with the answer's block for as long as the answer holds. */
    public static Evidence readAt(AsOf asOf) {
        return of("Read at", Words.block(asOf));
    }

    public static Evidence at(String label, String value, String href) {
        return new Evidence(label, value, Optional.of(href));
    }
}
