package dev.morlens.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** How a query was run: what of which tables it looked at. It is the same on a machine that is busy. */
public record Plan(JsonNode root) {

    /** Runs it, with what is bound. */
    public static Plan of(Handle handle, String sql, Map<String, ?> bound) {
        String json = handle.createQuery("explain (analyze, costs off, timing off, format json) " + sql)
                .bindMap(bound)
                .mapTo(String.class)
                .one();
        try {
            return new Plan(new ObjectMapper().readTree(json).get(0).get("Plan"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many rows of each table were looked at, with those that turned out to be others than wanted. */
    public Map<String, Double> rows() {
        Map<String, Double> rows = new TreeMap<>();
        for (JsonNode node : scans()) {
            double each = node.get("Actual Rows").asDouble()
                    + node.path("Rows Removed by Filter").asDouble()
                    + node.path("Rows Removed by Index Recheck").asDouble();
            rows.merge(
                    node.get("Relation Name").asText(),
                    each * node.get("Actual Loops").asDouble(),
                    Double::sum);
        }
        return rows;
    }

    /** The tables that were read from end to end. */
    public List<String> readWhole() {
        return scans().stream()
                .filter(node -> node.get("Node Type").asText().equals("Seq Scan"))
                .map(node -> node.get("Relation Name").asText())
                .toList();
    }

    private List<JsonNode> scans() {
        List<JsonNode> scans = new ArrayList<>();
        collect(root, scans);
        return scans;
    }

    private static void collect(JsonNode node, List<JsonNode> scans) {
        if (node.has("Relation Name")) {
            scans.add(node);
        }
        node.path("Plans").forEach(child -> collect(child, scans));
    }

    @Override
    public String toString() {
        return root.toPrettyString();
    }
}
