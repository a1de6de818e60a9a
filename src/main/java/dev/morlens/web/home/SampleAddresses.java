package dev.morlens.web.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.web.part.WebConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Addresses to try, for a local chain that nobody knows: a JSON array of labels and addresses. */
@ApplicationScoped
class SampleAddresses {

    private static final Logger LOG = Logger.getLogger(SampleAddresses.class);

    /** An address in a state that its label names. */
    public record Sample(String label, String address) {}

    private final List<Sample> samples;

    SampleAddresses(WebConfig config, ObjectMapper mapper) {
        this.samples = config.samples().map(text -> parse(text, mapper)).orElse(List.of());
    }

    List<Sample> all() {
        return samples;
    }

    private static List<Sample> parse(String text, ObjectMapper mapper) {
        try {
            return List.copyOf(mapper.readValue(text, new TypeReference<List<Sample>>() {}));
        } catch (JsonProcessingException e) {
            LOG.warnf(
                    "morlens.samples: expected a JSON array of {\"label\", \"address\"}, got %s",
                    e.getOriginalMessage());
            return List.of();
        }
    }
}
