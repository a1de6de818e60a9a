package dev.morlens.web.part;

import dev.morlens.ask.AsOf;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * A time as people read it: absolute, in UTC, and how far it is from the answer's block.
 *
 * @param iso for machines and scripts
 * @param text absolute
 * @param far how far it is; empty where that block is so old that it would mislead
 */
public record TimeText(String iso, String text, Optional<Far> far, boolean past) {

    private static final int DAYS = 2;

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Absolute, for what is counted in seconds. */
    public static String toTheSecond(Instant time) {
        return TO_THE_SECOND.format(time);
    }

    static String text(Instant time) {
        return FORMAT.format(time);
    }

    public static TimeText of(Instant time, Instant now) {
        boolean past = !now.isBefore(time);
        return new TimeText(time.toString(), text(time), Optional.of(new Far(time, minute(now), past)), past);
    }

    /** As it stands at an answer's block: how far it is would be counted from a time that may be long over if that is old. */
    public static TimeText of(Instant time, AsOf asOf) {
        TimeText timeText = of(time, asOf.now());
        return asOf.stale() ? absolute(timeText.iso(), timeText.text(), timeText.past()) : timeText;
    }

    static TimeText absolute(String iso, String text, boolean past) {
        return new TimeText(iso, text, Optional.empty(), past);
    }

    /** The one that has begun: by it is told what changes all the time, such as how far something is. */
    static Instant minute(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES);
    }

    /** Until when that reads the same. */
    static Instant nextMinute(Instant now) {
        return minute(now).plus(1, ChronoUnit.MINUTES);
    }

    /** How far something is from a minute that has begun. */
    record Far(Instant time, Instant minute, boolean past) {

        /** Such as "in 5 h 12 min" or "2 days ago". */
        String words() {
            Duration away = Duration.between(minute, time).abs();
            TextChanges.note(next(away.toDays()));
            return past ? length(away) + " ago" : "in " + length(away);
        }

        private Instant next(long days) {
            if (days < DAYS) {
                return nextMinute(minute);
            }
            return past ? time.plus(days + 1, ChronoUnit.DAYS) : nextMinute(time.minus(days, ChronoUnit.DAYS));
        }
    }

    /** Such as "in 5 h 12 min" or "2 days ago". */
    public String distance() {
        return far.map(Far::words).orElse("");
    }

    /** Whether how far it is can be told. */
    public boolean relative() {
        return far.isPresent();
    }

    /** With how far it is, where that can be told. */
    public String whole() {
        return relative() ? text + " (" + distance() + ")" : text;
    }

    static String length(Duration away) {
        if (away.toDays() >= DAYS) {
            return away.toDays() + " days";
        }
        if (away.toHours() >= 1) {
            long minutes = away.toMinutesPart();
            return away.toHours() + " h" + (minutes == 0 ? "" : " " + minutes + " min");
        }
        return away.toMinutes() >= 1 ? away.toMinutes() + " min" : "less than a minute";
    }
}
