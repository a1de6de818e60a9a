package dev.morlens.bench;

/** What a figure should be at most, or at least. */
public record Goal(Kind kind, double limit) {

    private enum Kind {
        AT_MOST,
        AT_LEAST,
        NONE
    }

    /** Of figures that are there to be known. */
    public static final Goal NONE = new Goal(Kind.NONE, 0);

    public static Goal atMost(double limit) {
        return new Goal(Kind.AT_MOST, limit);
    }

    public static Goal atLeast(double limit) {
        return new Goal(Kind.AT_LEAST, limit);
    }

    String text() {
        return switch (kind) {
            case AT_MOST -> "<= " + plain(limit);
            case AT_LEAST -> ">= " + plain(limit);
            case NONE -> "";
        };
    }

    /** {@code met}, or by how much it was missed, in the figure's unit and as a part of the limit. */
    String verdict(double value) {
        double missing = missing(value);
        if (kind == Kind.NONE) {
            return "";
        }
        return missing <= 0
                ? "met"
                : "missed by %s (%d %%)".formatted(plain(Figures.rounded(missing)), Math.round(100 * missing / limit));
    }

    private double missing(double value) {
        return kind == Kind.AT_MOST ? value - limit : limit - value;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
