package dev.morlens.testing.replay.history;

import java.util.HashMap;
import java.util.Map;

/**
 * What a node was asked.
 *
 * @param requests over HTTP; a batch is one
 * @param bytes of the answers
 * @param calls by method, those in batches one by one
 */
public record Traffic(long requests, long bytes, Map<String, Long> calls) {

    public Traffic since(Traffic before) {
        Map<String, Long> more = new HashMap<>();
        calls.forEach(
                (method, count) -> more.merge(method, count - before.calls().getOrDefault(method, 0L), Long::sum));
        more.values().removeIf(count -> count == 0);
        return new Traffic(requests - before.requests, bytes - before.bytes, more);
    }

    public long callCount() {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }
}
