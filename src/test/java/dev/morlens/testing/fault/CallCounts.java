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
        JsonNode params = call.path("params");
        boolean isByTag = method.equals("eth_getBlockByNumber")
                && !params.path(0).asText().startsWith("0x");
        boolean isWithCode = method.equals("eth_call") && params.size() > 2;
        String kind = method + (isByTag ? " " + params.path(0).asText() : "") + (isWithCode ? " with code" : "");
        calls.computeIfAbsent(kind, name -> new LongAdder()).increment();
    }

    public long requests() {
        return requests.sum();
    }

    public long calls() {
        return calls.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Calls of each method; headers by tag and calls that bring code apart. */
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
