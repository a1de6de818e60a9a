package dev.morlens.settings;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.logging.Logger;

/** Says at start which settings are given by older names, and where that contradicts what is given by the present one. */
@ApplicationScoped
public class OldNames {

    private static final Logger LOG = Logger.getLogger(OldNames.class);

    /** Of the properties that are shipped; of defaults it is lower, of whatever somebody gives it is higher. */
    private static final int SHIPPED = 250;

    private final Config config;

    private record Given(String value, String source) {}

    @Inject
    public OldNames(Config config) {
        this.config = config;
    }

    void started(@Observes StartupEvent start) {
        notes().forEach(LOG::warn);
    }

    List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (RenamedSetting renamed : RenamedSetting.all()) {
            given(renamed.before())
                    .map(before -> note(renamed, before, given(renamed.now())))
                    .ifPresent(notes::add);
        }
        return notes;
    }

    private String note(RenamedSetting renamed, Given before, Optional<Given> now) {
        String meant = renamed.value().apply(before.value());
        String read = meant.equals(before.value()) ? "" : ", read as " + meant;
        String old = "%s (%s, %s%s)".formatted(renamed.before(), before.value(), before.source(), read);
        Optional<Given> other = now.filter(given -> !given.value().equals(meant));
        return other.map(given ->
                        "%s and %s (%s, %s) are the same setting by its older and its present name, and differ: %s counts"
                                .formatted(
                                        old,
                                        renamed.now(),
                                        given.value(),
                                        given.source(),
                                        config.getConfigValue(renamed.now()).getValue()))
                .orElseGet(() -> "%s is an older name: the setting is %s now".formatted(old, renamed.now()));
    }

    /** What somebody gave: not what is shipped, which may be there by the present name. */
    private Optional<Given> given(String name) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .filter(source -> source.getOrdinal() > SHIPPED)
                .flatMap(source -> value(source, name).stream())
                .findFirst();
    }

    private static Optional<Given> value(ConfigSource source, String name) {
        return Optional.ofNullable(source.getValue(name)).map(value -> new Given(value, source.getName()));
    }
}
