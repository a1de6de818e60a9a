package dev.morlens.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much a randomised test plays, and with which seed. */
public final class Counts {

    private Counts() {}

    /** All of it under {@code ./morlens soak}, a tenth under {@code ./morlens test}; at least 1. */
    public static int of(int full) {
        return areFull() ? full : Math.max(1, full / 10);
    }

    /** All of these cases under {@code ./morlens soak}; a quarter under {@code ./morlens test}, drawn by the seed. */
    public static <T> Stream<T> some(long seed, Stream<T> all) {
        List<T> cases = all.collect(Collectors.toCollection(ArrayList::new));
        if (areFull()) {
            return cases.stream();
        }
        Collections.shuffle(cases, new Random(seed));
        return cases.stream().limit(Math.ceilDiv(cases.size(), 4));
    }

    /** Whether this is {@code ./morlens soak}. */
    public static boolean areFull() {
        return "full".equals(System.getProperty("test.counts"));
    }

    /** A new seed each time, printed, or the one given by {@code -Dtest.seed}. */
    public static long seed(String test) {
        String given = System.getProperty("test.seed");
        long seed = given == null ? new Random().nextInt(1_000_000_000) : Long.parseLong(given);
        say("%s: seed %d (again: ./morlens test -Dtest=%s -Dtest.seed=%d)".formatted(test, seed, test, seed));
        return seed;
    }

    /** A line of the test's output, whatever the logging is set to: seeds and figures must be seen. */
    public static void say(String line) {
        System.out.println(line);
    }
}
