package dev.morlens.testing.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what an endpoint is asked: requests, and calls by their method, members of batches included. */
public final class CallCounts {

    private final LongAdder requests = new LongAdder();
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();

    /** The same behaviour, counted. */
    public Fault before(Fault other) {
        return (request, node) -> {
            count(request);
            return other.reply(request, node);
        };
    }

    private void count(JsonNode request) {
        requests.increment();
        if (request.isArray()) {
            request.forEach(this::countCall);
        } else {
            countCall(request);
        }
    }

    private void countCall(JsonNode call) {
        String method = call.path("method").asText();
        boolean isByTag = method.equals("eth_getBlockByNumber")
                && !call.path("params").path(0).asText().startsWith("0x");
        calls.computeIfAbsent(
                        isByTag ? method + " " + call.path("params").path(0).asText() : method, name -> new LongAdder())
                .increment();
    }

    public long requests() {
        return requests.sum();
    }

    public long calls() {
        return calls.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Calls of each method; headers by tag apart. */
    public Map<String, Long> byMethod() {
        Map<String, Long> all = new TreeMap<>();
        calls.forEach((method, count) -> all.put(method, count.sum()));
        return all;
    }

    public void reset() {
        requests.reset();
        calls.clear();
    }
}
