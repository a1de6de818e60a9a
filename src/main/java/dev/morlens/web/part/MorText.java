package dev.morlens.web.part;

import dev.morlens.chain.value.Wei;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An amount as people read it: whole hundredths, never more than there is.
 *
 * @param hundredths of MOR, cut off towards zero
 * @param exact all digits, for copying
 */
public record MorText(BigInteger hundredths, String exact, boolean dust) {

    private static final BigInteger HUNDREDTH = BigInteger.TEN.pow(16);
    private static final int DECIMALS = 18;

    /** A billion MOR: there are 42 million. */
    private static final BigInteger BEYOND_ALL = BigInteger.TEN.pow(9 + DECIMALS);

    public static MorText of(Wei amount) {
        BigInteger hundredths = amount.value().divide(HUNDREDTH);
        return new MorText(hundredths, digits(amount), hundredths.signum() == 0 && !amount.isZero());
    }

    /** What somebody may take, in words: an approval of more MOR than there can be is one of all. */
    public static String allowance(Wei amount) {
        return amount.value().compareTo(BEYOND_ALL) >= 0
                ? "all of it"
                : of(amount).text() + " MOR";
    }

    /** A sum that readers can check: of the parts as they are shown, with all digits of the true sum. */
    public static MorText total(Wei sum, Collection<MorText> parts) {
        BigInteger shown = parts.stream().map(MorText::hundredths).reduce(BigInteger.ZERO, BigInteger::add);
        return new MorText(shown, digits(sum), shown.signum() == 0 && !sum.isZero());
    }

    /** What the figures shown for the parts of a sum leave out, because each is cut off; nothing if they add up to it. */
    public static Optional<MorText> cutOff(Wei sum, Collection<MorText> parts) {
        BigInteger shown = parts.stream().map(MorText::hundredths).reduce(BigInteger.ZERO, BigInteger::add);
        Wei missing = Wei.of(of(sum).hundredths().subtract(shown).multiply(HUNDREDTH));
        return missing.isZero() ? Optional.empty() : Optional.of(of(missing));
    }

    /**
     * What is left of a sum beside a part that is shown, so that the two figures add up to the sum's.
     *
     * @param exact to the wei, for where the part's figure is the sum's
     */
    public static MorText beside(MorText part, Wei sum, Wei exact) {
        return cutOff(sum, List.of(part)).orElse(of(exact));
    }

    private static String digits(Wei amount) {
        BigDecimal mor = new BigDecimal(amount.value(), DECIMALS);
        return amount.isZero() ? "0" : mor.stripTrailingZeros().toPlainString();
    }

    public String text() {
        if (dust) {
            return exact.startsWith("-") ? "> \u22120.01" : "< 0.01";
        }
        String grouped = String.format(Locale.ROOT, "%,.2f", new BigDecimal(hundredths, 2));
        return grouped.replace('-', '\u2212');
    }

    public boolean isZero() {
        return hundredths.signum() == 0 && !dust;
    }

    @Override
    public String toString() {
        return text();
    }
}
