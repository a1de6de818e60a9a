package dev.morlens.testing;

import java.util.Random;
import org.jboss.logging.Logger;

/** How much a randomised test plays, and with which seed. */
public final class Counts {

    private Counts() {}

    /** All of it under {@code ./morlens soak}, a tenth under {@code ./morlens test}; at least 1. */
    public static int of(int full) {
        return "full".equals(System.getProperty("test.counts")) ? full : Math.max(1, full / 10);
    }

    /** A new seed each time, printed, or the one given by {@code -Dtest.seed}. */
    public static long seed(String test) {
        String given = System.getProperty("test.seed");
        long seed = given == null ? new Random().nextInt(1_000_000_000) : Long.parseLong(given);
        Logger.getLogger(Counts.class)
                .infof("%s: seed %d (again: mvn test -Dtest=%s -Dtest.seed=%d)", test, seed, test, seed);
        return seed;
    }
}
