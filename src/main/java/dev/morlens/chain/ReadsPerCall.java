package dev.morlens.chain;

/**
 * How many reads of a contract one call of an endpoint holds, as far as that is known by now.
 *
 * @param views view calls, at least 1
 * @param slots words of storage, at least 1
 */
public record ReadsPerCall(int views, int slots) {

    /** Each read is a call of its own. */
    public static final ReadsPerCall ONE = new ReadsPerCall(1, 1);

    /** How many calls so many reads take. */
    public long calls(long views, long slots) {
        return Math.ceilDiv(views, this.views) + Math.ceilDiv(slots, this.slots);
    }
}
