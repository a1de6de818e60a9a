package dev.morlens.testing.replay.history;

/**
 * How large a made-up chain is.
 *
 * @param logs of both contracts; one action's more at most
 * @param sessions ever opened
 * @param addresses that send, receive or open, besides owners of models and providers
 * @param blocks the height of the head
 * @param largest how many of the sessions one single address opened
 */
public record Scale(int logs, int sessions, int addresses, int blocks, int largest, boolean claims) {

    /** Registrations fill the first ones. */
    private static final int FEWEST_BLOCKS = 400;

    /** What a chain of some years may come to. */
    public static final Scale LARGE = new Scale(1_000_000, 200_000, 100_000, 5_000_000, 50_000);

    /** With providers that claim. */
    public Scale(int logs, int sessions, int addresses, int blocks, int largest) {
        this(logs, sessions, addresses, blocks, largest, true);
    }

    public Scale {
        if (blocks < FEWEST_BLOCKS || largest > sessions || addresses < 1 || 4L * sessions > logs) {
            throw new IllegalArgumentException(
                    "expected at least %d blocks, an address, and four logs a session; got %s"
                            .formatted(
                                    FEWEST_BLOCKS,
                                    "%d logs, %d sessions, %d addresses, %d blocks, %d sessions of the largest"
                                            .formatted(logs, sessions, addresses, blocks, largest)));
        }
    }

    /** The same life, with providers that wait for closes: only the states of claims' own blocks tell some of them apart. */
    public Scale withoutClaims() {
        return new Scale(logs, sessions, addresses, blocks, largest, false);
    }

    /** The same life, with so many logs and everything else in proportion. */
    public Scale withLogs(int count) {
        return new Scale(
                count,
                part(sessions, count),
                part(addresses, count),
                part(blocks, count),
                part(largest, count),
                claims);
    }

    private int part(int whole, int count) {
        return (int) Math.max(1, (long) whole * count / logs);
    }
}
