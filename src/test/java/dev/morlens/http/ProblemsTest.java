package dev.morlens.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    /** As the server's library wraps it. */
    private static final IOException CLOSED = new IOException(new IOException(new HttpClosedException("gone")));

    @Test
    void aClientThatHangsUpInTheMiddleLeavesNoLineInTheLog() {
        List<LogRecord> log = new ArrayList<>();
        assertThat(statusOf(CLOSED, log)).isEqualTo(400);
        assertThat(statusOf(new ClosedChannelException(), log)).isEqualTo(400);
        assertThat(log).isEmpty();
    }

    @Test
    void whatNobodyForesawIsLoggedAndTellsNothingOfTheInside() {
        List<LogRecord> log = new ArrayList<>();
        assertThat(statusOf(new IOException("disk of the server"), log)).isEqualTo(500);
        assertThat(log).hasSize(1);
        assertThat(Problems.of(new IllegalStateException("inside")).toString()).doesNotContain("inside");
    }

    private static int statusOf(Throwable failure, List<LogRecord> log) {
        Handler ear = new Handler() {
            @Override
            public void publish(LogRecord line) {
                log.add(line);
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
        Logger logger = Logger.getLogger(Problems.class.getName());
        logger.addHandler(ear);
        try {
            return Problems.of(failure).status();
        } finally {
            logger.removeHandler(ear);
        }
    }
}
