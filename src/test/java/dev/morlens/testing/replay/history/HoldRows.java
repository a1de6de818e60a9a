package dev.morlens.testing.replay.history;

import java.util.Arrays;

/** One user's {@code userStakesOnHold}, kept as the contract keeps it (docs/protocol.md, P15 and P21). */
public final class HoldRows {

    /** Rows that one claim took: where each was when it was taken. */
    public record Claim(int[] places, long[] amounts, int[] releases) {

        long sum() {
            return Arrays.stream(amounts).sum();
        }
    }

    private long[] amounts = new long[2];
    private int[] releases = new int[2];
    private int size;

    public HoldRows copy() {
        HoldRows copy = new HoldRows();
        copy.amounts = amounts.clone();
        copy.releases = releases.clone();
        copy.size = size;
        return copy;
    }

    public int size() {
        return size;
    }

    public long amount(int row) {
        return amounts[row];
    }

    public long releaseAt(int row) {
        return releases[row];
    }

    void push(long amount, long releaseAt) {
        if (size == amounts.length) {
            amounts = Arrays.copyOf(amounts, 2 * size);
            releases = Arrays.copyOf(releases, 2 * size);
        }
        amounts[size] = amount;
        releases[size++] = (int) releaseAt;
    }

    public void pop() {
        size--;
    }

    /** Takes released rows from the end, each replaced by the array's last. */
    Claim take(int iterations, long now) {
        int[] places = new int[iterations];
        long[] taken = new long[iterations];
        int[] releasedAt = new int[iterations];
        int count = 0;
        for (int i = size - 1; i >= 0 && count < iterations; i--) {
            if (releases[i] <= now) {
                places[count] = i;
                taken[count] = amounts[i];
                releasedAt[count++] = releases[i];
                size--;
                amounts[i] = amounts[size];
                releases[i] = releases[size];
            }
        }
        return new Claim(Arrays.copyOf(places, count), Arrays.copyOf(taken, count), Arrays.copyOf(releasedAt, count));
    }

    /** Undoes the newest claim. */
    public void giveBack(Claim claim) {
        for (int i = claim.places().length - 1; i >= 0; i--) {
            int place = claim.places()[i];
            boolean inside = place < size;
            push(inside ? amounts[place] : 0, inside ? releases[place] : 0);
            amounts[place] = claim.amounts()[i];
            releases[place] = claim.releases()[i];
        }
    }
}
