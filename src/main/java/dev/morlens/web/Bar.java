package dev.morlens.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The picture of the parts: one bar, a piece each, drawn as SVG. */
public record Bar(List<Piece> pieces) {

    public static final int WIDTH = 1000;

    /** Narrower ones could not be seen. */
    private static final int LEAST = 8;

    private static final int GAP = 3;

    /**
     * @param kind its colour, as a class name
     * @param x from the left, of {@link #WIDTH}
     */
    public record Piece(String kind, int x, int width) {}

    /** Widths by amount; what is 0 or below has no piece. */
    static Bar of(List<Part> parts) {
        List<Part> drawn = parts.stream()
                .filter(part -> part.amount().value().signum() > 0)
                .toList();
        BigDecimal sum = drawn.stream()
                .map(part -> new BigDecimal(part.amount().value()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        int room = WIDTH - (LEAST + GAP) * drawn.size();
        List<Piece> pieces = new ArrayList<>();
        int x = 0;
        for (Part part : drawn) {
            int share = new BigDecimal(part.amount().value())
                    .multiply(BigDecimal.valueOf(room))
                    .divide(sum, 0, RoundingMode.DOWN)
                    .intValue();
            pieces.add(new Piece(part.kind(), x, LEAST + share));
            x += LEAST + share + GAP;
        }
        return new Bar(pieces);
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }
}
