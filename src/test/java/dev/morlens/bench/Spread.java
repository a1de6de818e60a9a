package dev.morlens.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a measure came to, round by round. */
public final class Spread {

    private final List<Double> values = new ArrayList<>();

    public static Spread of(double value) {
        return new Spread().add(value);
    }

    public Spread add(double value) {
        values.add(value);
        return this;
    }

    public int rounds() {
        return values.size();
    }

    double min() {
        return Collections.min(values);
    }

    public double max() {
        return Collections.max(values);
    }

    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
