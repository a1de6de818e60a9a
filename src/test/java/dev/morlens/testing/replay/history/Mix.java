package dev.morlens.testing.replay.history;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;

/** Numbers that look random and need not be kept, as they follow from a seed and a place in a row. */
public final class Mix {

    private Mix() {}

    static long of(long seed, long number) {
        long x = (number + seed) * 0x9E3779B97F4A7C15L;
        x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }

    static Address address(long seed, int number) {
        return new Address(of(seed, 3L * number), of(seed, 3L * number + 1), (int) of(seed, 3L * number + 2));
    }

    /** A name that ends with its number, and so leads back to it. */
    public static Hash name(long seed, long number) {
        return new Hash(of(seed, number), of(~seed, number), seed, number);
    }

    /** The number in a name, -1 if it is none of this seed. */
    static long number(long seed, Hash name) {
        return name(seed, name.d()).equals(name) ? name.d() : -1;
    }
}
