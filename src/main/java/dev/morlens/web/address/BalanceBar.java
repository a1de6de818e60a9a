package dev.morlens.web.address;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The picture of the parts: one bar, a piece each, drawn as SVG. */
public record BalanceBar(List<BarSegment> pieces) {

    public static final int WIDTH = 1000;

    /** Narrower ones could not be seen. */
    private static final int LEAST = 8;

    private static final int GAP = 3;

    /**
     * @param kind its colour, as a class name
     * @param x from the left, of {@link #WIDTH}
     */
    public record BarSegment(String kind, int x, int width) {}

    /** Widths by amount; what is 0 or below has no piece. */
    static BalanceBar of(List<PlaceCard> parts) {
        List<PlaceCard> drawn = parts.stream()
                .filter(placeCard -> placeCard.amount().value().signum() > 0)
                .toList();
        BigDecimal sum = drawn.stream()
                .map(placeCard -> new BigDecimal(placeCard.amount().value()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        int room = WIDTH - (LEAST + GAP) * drawn.size();
        List<BarSegment> pieces = new ArrayList<>();
        int x = 0;
        for (PlaceCard placeCard : drawn) {
            int share = new BigDecimal(placeCard.amount().value())
                    .multiply(BigDecimal.valueOf(room))
                    .divide(sum, 0, RoundingMode.DOWN)
                    .intValue();
            pieces.add(new BarSegment(placeCard.kind(), x, LEAST + share));
            x += LEAST + share + GAP;
        }
        return new BalanceBar(pieces);
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }
}
