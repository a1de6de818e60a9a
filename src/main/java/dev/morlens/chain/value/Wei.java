package dev.morlens.chain.value;

import java.math.BigInteger;
import java.util.Collection;

/**
 * An amount of a token in its smallest unit (10^-18 MOR). Signed, because a balance such as a provider's due can be
 * below zero.
 */
public record Wei(BigInteger value) implements Comparable<Wei> {

    public static final Wei ZERO = new Wei(BigInteger.ZERO);

    public static Wei of(long value) {
        return value == 0 ? ZERO : new Wei(BigInteger.valueOf(value));
    }

    /** @throws NumberFormatException unless it is a decimal integer */
    public static Wei of(String decimal) {
        return of(new BigInteger(decimal));
    }

    public static Wei of(BigInteger value) {
        return value.signum() == 0 ? ZERO : new Wei(value);
    }

    /** The unsigned 256-bit number at an offset of some data. */
    public static Wei fromWord(byte[] data, int offset) {
        return of(new BigInteger(1, data, offset, 32));
    }

    public static Wei sum(Collection<Wei> amounts) {
        return amounts.stream().reduce(ZERO, Wei::plus);
    }

    public Wei plus(Wei other) {
        return other.isZero() ? this : of(value.add(other.value));
    }

    public Wei minus(Wei other) {
        return other.isZero() ? this : of(value.subtract(other.value));
    }

    public Wei times(long factor) {
        return of(value.multiply(BigInteger.valueOf(factor)));
    }

    public Wei negate() {
        return of(value.negate());
    }

    public Wei min(Wei other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Wei max(Wei other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    public boolean isPositive() {
        return value.signum() > 0;
    }

    public boolean isNegative() {
        return value.signum() < 0;
    }

    @Override
    public int compareTo(Wei other) {
        return value.compareTo(other.value);
    }

    /** Decimal digits of wei. */
    @Override
    public String toString() {
        return value.toString();
    }
}
