package dev.morlens.testing.replay;

/** So many requests a second, with a twentieth of them at once. */
final class RateLimit {

    private static final double NANOS = 1e9;

    private static final int BURSTS_A_SECOND = 20;

    private final int perSecond;
    private final double most;
    private double left;
    private long filled = System.nanoTime();

    RateLimit(int perSecond) {
        this.perSecond = perSecond;
        this.most = Math.max(1, perSecond / BURSTS_A_SECOND);
        this.left = most;
    }

    synchronized boolean admits() {
        long now = System.nanoTime();
        left = Math.min(most, left + (now - filled) / NANOS * perSecond);
        filled = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
