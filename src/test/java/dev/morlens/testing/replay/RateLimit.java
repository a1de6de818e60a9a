package dev.morlens.testing.replay;

/** So many requests a second, with a second's worth at once. */
final class RateLimit {

    private static final double NANOS = 1e9;

    private final int perSecond;
    private double left;
    private long filled = System.nanoTime();

    RateLimit(int perSecond) {
        this.perSecond = perSecond;
        this.left = perSecond;
    }

    synchronized boolean admits() {
        long now = System.nanoTime();
        left = Math.min(perSecond, left + (now - filled) / NANOS * perSecond);
        filled = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
