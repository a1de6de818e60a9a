package dev.morlens.indexer.config;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** A duration of a setting that was a number of blocks once: a mere number, which would be seconds, is not understood. */
public final class DurationWithUnit implements Converter<Duration> {

    private static final long serialVersionUID = 1;

    private final DurationConverter durations = new DurationConverter();

    @Override
    public Duration convert(String value) {
        String given = value.strip();
        if (given.chars().allMatch(Character::isDigit)) {
            throw new IllegalArgumentException("expected a duration with its unit, such as 30m, got '" + value
                    + "': a number of blocks is not understood here any more, since blocks come at different speeds");
        }
        return durations.convert(given);
    }
}
