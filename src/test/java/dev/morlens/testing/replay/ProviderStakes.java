package dev.morlens.testing.replay;

import java.util.Arrays;

/** What each provider has staked and earned, in units; by the order in which they registered. */
final class ProviderStakes {

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

    long[] stakes() {
        return stakes.clone();
    }

    long[] earned() {
        return earned.clone();
    }
}
