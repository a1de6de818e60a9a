package dev.morlens.testing.replay.history;

import dev.morlens.chain.value.Hash;
import java.math.BigInteger;

/**
 * Amounts of made-up histories are whole multiples of a prime number of wei: a long holds the whole supply, and yet
 * every digit is in play.
 */
public final class Unit {

    /** One MOR, rounded down to whole units. */
    public static final long MOR = 999_999_993;

    private static final long WEI = 1_000_000_007;

    private Unit() {}

    public static BigInteger wei(long units) {
        return BigInteger.valueOf(units).multiply(BigInteger.valueOf(WEI));
    }

    /** The wei as an ABI word. */
    public static Hash word(long units) {
        return new Hash(0, 0, Math.multiplyHigh(units, WEI), units * WEI);
    }
}
