package dev.morlens.http;

import dev.morlens.position.time.AsOfTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads times and heights strictly. */
public final class TimeParser {

    private static final Pattern HEIGHT = Pattern.compile("[0-9]{1,15}");

    /** Seconds of the year 9999: beyond, arithmetic with times could overflow. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private TimeParser() {}

    /** Now if neither is given. */
    static AsOfTime moment(String block, String at) {
        if (block != null && at != null) {
            throw new BadParameterException("at", "expected either block or at, not both");
        }
        if (at != null) {
            return new AsOfTime.Time(instant("at", at));
        }
        return block == null ? AsOfTime.NOW : new AsOfTime.Block(height(block));
    }

    /** With a zone or offset, of whole seconds as blocks have them. */
    static Instant instant(String field, String text) {
        try {
            return bounded(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw malformed(field, text);
        }
    }

    public static Optional<Instant> optional(String field, String text) {
        return Optional.ofNullable(text).map(given -> instant(field, given));
    }

    /** As browsers send what was put into a field for a time: without a zone it is UTC. */
    public static AsOfTime ofForm(String block, String at) {
        if (block != null || at == null || at.isEmpty()) {
            return moment(block, at == null || at.isEmpty() ? null : at);
        }
        try {
            return new AsOfTime.Time(bounded(LocalDateTime.parse(at).toInstant(ZoneOffset.UTC)));
        } catch (DateTimeException e) {
            return moment(null, at);
        }
    }

    private static Instant bounded(Instant time) {
        if (time.isAfter(LAST)) {
            throw new DateTimeException("out of range");
        }
        return Instant.ofEpochSecond(Math.max(0, time.getEpochSecond()));
    }

    private static long height(String text) {
        if (!HEIGHT.matcher(text).matches()) {
            throw new BadParameterException(
                    "block", "expected a block's number such as 31000000, got '" + SafeText.bounded(text, 40) + "'");
        }
        return Long.parseLong(text);
    }

    private static BadParameterException malformed(String field, String text) {
        return new BadParameterException(
                field,
                "expected a time such as 2026-11-23T18:00:00Z (a + of an offset written as %2B), got '"
                        + SafeText.bounded(text, 40) + "'");
    }
}
