package dev.morlens.testing.replay.history;

import java.util.Arrays;

/** What each provider has staked and earned, in units; by the order in which they registered. */
public final class ProviderStakes {

    private long[] stakes = new long[32];
    private long[] earned = new long[32];

    void stake(int provider, long amount) {
        if (provider >= stakes.length) {
            stakes = Arrays.copyOf(stakes, 2 * provider);
            earned = Arrays.copyOf(earned, 2 * provider);
        }
        stakes[provider] += amount;
    }

    void earn(int provider, long amount) {
        earned[provider] += amount;
    }

    /** A provider gets no more than its stake in a period, which is longer than these histories. */
    long withinLimit(int provider, long due) {
        return Math.min(due, Math.max(0, stakes[provider] - earned[provider]));
    }

    public long[] stakes() {
        return stakes.clone();
    }

    public long[] earned() {
        return earned.clone();
    }
}
