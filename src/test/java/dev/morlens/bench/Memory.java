package dev.morlens.bench;

import java.io.IOException;
import java.util.Map;

/** The most memory that a server had resident while it indexed and answered. */
final class Memory {

    private final Stage stage;
    private final Figures figures;

    Memory(Stage stage, Figures figures) {
        this.stage = stage;
        this.figures = figures;
    }

    void measure() throws IOException {
        figures.add(
                "rss_mb", "MB", Goal.NONE, Spread.of(stage.server().peakResidentMegabytes()), Map.of("xmx", "512m"));
    }
}
