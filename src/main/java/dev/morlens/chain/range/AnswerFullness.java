package dev.morlens.chain.range;

/**
 * How full answers should be of what they may hold: the fuller, the more are refused. Aims at one refused in some thirty,
 * however unevenly the logs lie.
 */
final class AnswerFullness {

    private static final double LEAST = 0.6;
    private static final double FIRST = 0.85;
    private static final double MOST = 0.9;
    private static final double LESS = 0.94;
    private static final double MORE = 1.002;

    /** How many times their number's root may be more, or fewer, by chance. */
    private static final double CHANCE = 2;

    private double part = FIRST;

    /** So many logs are aimed at, where so many are allowed. */
    double of(double cap) {
        return Math.max(1, Math.min(part * cap, cap - chance(cap)));
    }

    static double chance(double logs) {
        return CHANCE * Math.sqrt(logs);
    }

    void accepted() {
        part = Math.min(MOST, MORE * part);
    }

    void refused() {
        part = Math.max(LEAST, LESS * part);
    }
}
