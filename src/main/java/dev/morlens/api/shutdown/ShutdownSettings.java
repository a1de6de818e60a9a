package dev.morlens.api.shutdown;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How a process ends that is told to, by SIGTERM or SIGINT. */
@ConfigMapping(prefix = "morlens.shutdown")
public interface ShutdownSettings {

    /** How long it says that it is not ready and answers as before, so that whoever sends requests can look elsewhere. */
    Duration delay();

    /** After so long the process is gone, the delay included. */
    Duration within();
}
