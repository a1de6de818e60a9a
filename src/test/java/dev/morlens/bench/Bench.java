package dev.morlens.bench;

import dev.morlens.bench.load.ColdAnswers;
import dev.morlens.bench.load.FirstAnswers;
import dev.morlens.bench.load.HotAnswers;
import dev.morlens.bench.load.LargestAddress;
import dev.morlens.bench.load.MovingHead;
import dev.morlens.bench.load.Polling;
import dev.morlens.store.embedded.EmbeddedServer;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.chain.BlockSpeed;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.SyntheticHistory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code ./morlens bench}: measures and notes; it fails only if something does not work. */
@Tag("bench")
class Bench {

    private static final int LOGS_PER_RANGE = 400;
    private static final Path DATA = Path.of("target", "bench", "pg18");

    private final Extent extent = Extent.asked();
    private final Parts parts = new Parts();

    @Test
    void speedAndMemoryAreMeasured() throws IOException, InterruptedException {
        Figures figures = Figures.begin(extent.seed());
        try (EmbeddedServer database = new EmbeddedServer(DATA, "")) {
            ServerLogin login = database.running();
            FreshDatabase.dropAll(login);
            backfills(login, figures);
            answers(login, figures);
            new Growth(login, extent, figures, parts).measure();
            new Freshness(login, extent, figures).measure();
            parts.ended("freshness");
            FreshDatabase.dropAll(login);
        }
        new FirstAnswers(chain(extent.firstLogs()), extent, figures).measure();
        parts.ended("first answers");
        parts.note(figures);
    }

    private void backfills(ServerLogin login, Figures figures) throws IOException, InterruptedException {
        for (int logs : extent.backfilledLogs()) {
            backfills(logs, login, figures).measure(extent.backfilling(logs));
            parts.ended("backfills of %,d logs".formatted(logs));
        }
        History day = SyntheticHistory.write(extent.seed(), extent.day(), BlockSpeed.FIVE_A_SECOND);
        new Backfills(day, login, DATA, figures).measureDay(extent);
        parts.ended("a day's blocks");
        if (extent.backfilledNear() > 0) {
            backfills(extent.backfilledNear(), login, figures).measureNear(extent);
            parts.ended("backfills from a node beside it");
        }
    }

    private Backfills backfills(int logs, ServerLogin login, Figures figures) {
        return new Backfills(chain(logs), login, DATA, figures);
    }

    private History chain(int logs) {
        return SyntheticHistory.write(extent.seed(), logs, LOGS_PER_RANGE);
    }

    private void answers(ServerLogin login, Figures figures) throws IOException, InterruptedException {
        StatementLog statements = new StatementLog(login, DATA.resolveSibling("pg18.log"));
        try (Stage stage = Stage.caughtUp(extent, login)) {
            parts.ended("an index to be asked");
            new ColdAnswers(stage, statements, extent, figures).measure();
            parts.ended("cold answers");
            new Batches(stage, extent, figures).measure();
            parts.ended("batches");
            new HotAnswers(stage, extent, figures).measure();
            parts.ended("hot answers");
            new LargestAddress(stage, extent, figures).measure();
            parts.ended("largest address");
            new MovingHead(stage, extent, figures).measure();
            parts.ended("hot answers while blocks come");
            new Polling(stage, extent, figures).measure();
            parts.ended("polling while blocks come");
        }
    }
}
