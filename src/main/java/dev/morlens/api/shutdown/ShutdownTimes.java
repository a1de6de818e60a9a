package dev.morlens.api.shutdown;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Tells the framework what follows from our settings: they say when all is over, its own how long each step may take. */
public final class ShutdownTimes implements ConfigSourceFactory {

    private static final String DELAY = "morlens.shutdown.delay";
    private static final String WITHIN = "morlens.shutdown.within";

    /** Below whatever anybody sets. */
    private static final int ORDINAL = 50;

    /** Of the whole time, the part for the indexer and the database. */
    private static final int PART_AFTER_ANSWERS = 5;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Duration delay = duration(context, DELAY);
        Map<String, String> settings = Map.of(
                "quarkus.shutdown.delay", delay.toString(),
                "quarkus.shutdown.timeout",
                        forAnswers(delay, duration(context, WITHIN)).toString());
        return List.of(new PropertiesConfigSource(settings, "shutdown times", ORDINAL));
    }

    /**
     * How long requests in flight may take after the delay.
     *
     * @throws IllegalArgumentException if the delay leaves no time for them
     */
    static Duration forAnswers(Duration delay, Duration within) {
        Duration rest = within.minus(within.dividedBy(PART_AFTER_ANSWERS)).minus(delay);
        if (delay.isNegative() || !rest.isPositive()) {
            throw new IllegalArgumentException(
                    "expected %s to be at least 0 and less than four fifths of %s, so that requests can be answered; got %s of %s"
                            .formatted(DELAY, WITHIN, delay, within));
        }
        return rest;
    }

    private static Duration duration(ConfigSourceContext context, String name) {
        String text = context.getValue(name).getValue();
        try {
            return DurationConverter.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected %s to be a duration such as 5s; got %s".formatted(name, text), e);
        }
    }
}
