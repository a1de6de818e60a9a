package dev.morlens.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a measure came to, round by round. */
final class Spread {

    private final List<Double> values = new ArrayList<>();

    static Spread of(double value) {
        return new Spread().add(value);
    }

    Spread add(double value) {
        values.add(value);
        return this;
    }

    int rounds() {
        return values.size();
    }

    double min() {
        return Collections.min(values);
    }

    double max() {
        return Collections.max(values);
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
