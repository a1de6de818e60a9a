package dev.morlens.testing.browser;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** Time for buckets of tokens, which passes when it is told to. */
public final class PassingTime implements TimeMeter {

    private long nanos = 1;

    public void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long currentTimeNanos() {
        return nanos;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
