package dev.morlens.testing.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Counts the members of what is asked, by method, before another fault sees them. */
public final class CallCounter implements Fault {

    private final Fault inner;
    private final Map<String, Long> calls = new TreeMap<>();

    public CallCounter(Fault inner) {
        this.inner = inner;
    }

    /** By method. */
    public synchronized Map<String, Long> calls() {
        return new TreeMap<>(calls);
    }

    public synchronized long all() {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public Reply reply(JsonNode request, UnaryOperator<JsonNode> node) {
        if (request.isArray()) {
            request.forEach(this::count);
        } else {
            count(request);
        }
        return inner.reply(request, node);
    }

    private synchronized void count(JsonNode question) {
        boolean withCode = question.path("params").size() > 2
                && question.path("method").asText().equals("eth_call");
        calls.merge(question.path("method").asText() + (withCode ? " with code" : ""), 1L, Long::sum);
    }
}
