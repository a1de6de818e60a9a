package dev.morlens.diagnosis.finding;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Amounts, times and counts as people read them. What there is is rounded down, what is lacking up. */
public final class FindingText {

    private static final int DECIMALS = 18;
    private static final BigInteger HUNDREDTH = BigInteger.TEN.pow(DECIMALS - 2);
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.DOWN);
    private static final MathContext TWO_DIGITS_UP = new MathContext(2, RoundingMode.UP);
    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private FindingText() {}

    /** Hundredths; of less than a hundredth, its first two digits. */
    public static String mor(Wei amount) {
        BigDecimal mor = new BigDecimal(amount.value(), DECIMALS);
        if (amount.isZero() || !isDust(amount)) {
            return String.format(Locale.ROOT, "%,.2f MOR", mor.setScale(2, RoundingMode.DOWN));
        }
        return mor.round(TWO_DIGITS).stripTrailingZeros().toPlainString() + " MOR";
    }

    /** All digits, and the wei. */
    public static String exactly(Wei amount) {
        BigDecimal mor = new BigDecimal(amount.value(), DECIMALS);
        String digits = amount.isZero() ? "0" : mor.stripTrailingZeros().toPlainString();
        return digits + " MOR (" + amount + " wei)";
    }

    /** As many digits as {@link #mor}, rounded up: what has to be sent, so that it is enough. */
    public static String atLeast(Wei amount) {
        BigDecimal mor = new BigDecimal(amount.value(), DECIMALS);
        return amount.isZero() || !isDust(amount)
                ? String.format(Locale.ROOT, "%,.2f MOR", mor.setScale(2, RoundingMode.UP))
                : mor.round(TWO_DIGITS_UP).stripTrailingZeros().toPlainString() + " MOR";
    }

    public static boolean isDust(Wei amount) {
        return amount.value().abs().compareTo(HUNDREDTH) < 0;
    }

    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** For what a second decides. */
    public static String second(Instant time) {
        return TO_THE_SECOND.format(time);
    }

    /** {@code one} thing, or so many of them. */
    public static String count(long number, String one, String many) {
        return number == 1 ? "one " + one : number + " " + many;
    }

    public static String block(AsOf asOf) {
        return block(asOf.block());
    }

    public static String block(BlockRef block) {
        return "block " + block.number() + " (" + time(block.time()) + ")";
    }

    /** What MOR in the Inference Contract is kept for; of a bucket that lies there. */
    public static String kept(Bucket bucket) {
        return switch (bucket) {
            case ACTIVE_SESSION -> "Sessions, from users' own wallets";
            case ON_HOLD -> "On hold";
            case PROVIDER_STAKE -> "Provider stakes";
            case MODEL_STAKE -> "Model stakes";
            case STAKING_POOL -> "Staking pools, with the sessions they fund";
            case PROVIDER_DUE -> "Owed to providers, less what they collected before closes";
            case FEES -> "Fees not withdrawn";
            case UNATTRIBUTED -> "Sent straight to it, and the unexplained";
            case WALLET, SUPPLY -> throw new IllegalArgumentException(bucket + " does not lie in the contract");
        };
    }

    public static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
