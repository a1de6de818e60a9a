package dev.morlens.preview;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How much of the nodes previews may use. */
@ConfigMapping(prefix = "morlens.preview")
public interface PreviewConfig {

    /** Questions to nodes a minute, whoever asks; 0 asks none. */
    int simulationsPerMinute();

    /** How long an answer waits for one of them. */
    Duration patience();
}
