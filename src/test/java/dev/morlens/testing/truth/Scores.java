package dev.morlens.testing.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Bids' scores worked out anew from what the contract's views say, by the words of docs/drop-in.md, "The rating of
 * bids": to hold the market's own against.
 *
 * @param market the local chain's {@code market}
 * @param weights tps, ttft, duration, success, stake
 */
public record Scores(JsonNode market, List<Double> weights) {

    public static final List<Double> USUAL = List.of(0.24, 0.08, 0.24, 0.32, 0.12);

    /** Ids of a model's active bids, the best first. */
    public List<String> ranked(String model) {
        List<String> ids = new ArrayList<>();
        market.get("bids").properties().forEach(bid -> {
            boolean active = bid.getValue().get("deletedAt").asText().equals("0");
            if (active && bid.getValue().get("modelId").asText().equals(model)) {
                ids.add(bid.getKey());
            }
        });
        ids.sort(Comparator.comparing(this::of).reversed().thenComparing(Comparator.naturalOrder()));
        return ids;
    }

    /** Models with any active bid. */
    public List<String> models() {
        return market.get("modelStats").properties().stream()
                .map(Map.Entry::getKey)
                .filter(model -> !ranked(model).isEmpty())
                .toList();
    }

    public String providerOf(String bid) {
        return market.get("bids").get(bid).get("provider").asText();
    }

    public double of(String id) {
        JsonNode bid = market.get("bids").get(id);
        JsonNode all = market.get("modelStats").get(bid.get("modelId").asText());
        JsonNode own = market.get("pairStats")
                .get(bid.get("modelId").asText() + " " + bid.get("provider").asText());
        double providers = number(all.get("count"));
        double successes = number(own.get("successCount"));
        double sessions = number(own.get("totalCount"));
        double good = sessions == 0 ? 0 : Math.pow(successes / sessions, 2);
        double fast = scaled(number(own.get("tpsScaled1000").get("mean")), all.get("tpsScaled1000"), providers, 1);
        double soon = scaled(number(own.get("ttftMs").get("mean")), all.get("ttftMs"), providers, -1);
        double much = scaled(number(own.get("totalDuration")), all.get("totalDuration"), providers, 1);
        double sum = weights.get(0) * fast + weights.get(1) * soon + weights.get(2) * much + weights.get(3) * good;
        double mor = new BigDecimal(bid.get("pricePerSecond").asText())
                .movePointLeft(18)
                .doubleValue();
        return (sum + weights.get(4) * staked(bid)) / mor;
    }

    private static double scaled(double own, JsonNode all, double providers, int sign) {
        double squares = number(all.get("sqSum"));
        double deviation = providers <= 1 || squares < 0 ? 0 : Math.sqrt(squares / (providers - 1));
        double distance = deviation == 0 ? 0 : sign * (own - number(all.get("mean"))) / deviation;
        return Math.min(1, Math.max(0, (distance + 3) / 6));
    }

    private double staked(JsonNode bid) {
        double least = number(market.get("providerMinimumStake"));
        double stake =
                number(market.get("providers").get(bid.get("provider").asText()).get("stake"));
        return least == 0 ? 0 : Math.min(1, Math.max(0, (stake - least) / (9 * least)));
    }

    private static double number(JsonNode figure) {
        return Double.parseDouble(figure.asText());
    }
}
