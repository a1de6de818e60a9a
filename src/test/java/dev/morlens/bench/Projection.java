package dev.morlens.bench;

import java.io.IOException;
import java.util.Map;

/** What a billion sessions would take, were each to cost what one costs on the measured chain. */
final class Projection {

    private static final long SESSIONS = 1_000_000_000L;
    private static final String OF = "10^9 sessions";

    private final DatabaseSize measured;
    private final Figures figures;

    /** @param measured of a whole index, with all its indexes */
    Projection(DatabaseSize measured, Figures figures) {
        this.measured = measured;
        this.figures = figures;
    }

    /**
     * @param logsPerSecond of the measured backfill
     * @param nodeBytesPerLog that came over the network
     */
    void note(double logsPerSecond, double nodeBytesPerLog) throws IOException {
        double logs = (double) SESSIONS * measured.logs() / measured.sessions();
        figures.add(
                "projected_db_tb",
                OF,
                "TB",
                Goal.NONE,
                Spread.of(SESSIONS * measured.bytesPerSession() / 1e12),
                Map.of("bytesPerSession", Math.round(measured.bytesPerSession())));
        figures.add(
                "projected_backfill_hours",
                OF,
                "h",
                Goal.NONE,
                Spread.of(logs / logsPerSecond / 3_600),
                Map.of("logsPerSecond", Math.round(logsPerSecond), "logs", Math.round(logs)));
        figures.add(
                "projected_node_tb",
                OF,
                "TB",
                Goal.NONE,
                Spread.of(logs * nodeBytesPerLog / 1e12),
                Map.of("nodeBytesPerLog", Math.round(nodeBytesPerLog)));
    }
}
