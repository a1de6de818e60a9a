package dev.morlens.testing.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.testing.fault.Fault.Reply;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** More members than that in a second are refused with 429, and counted. */
public final class Quota implements Fault {

    private final int perSecond;
    private final Deque<Long> served = new ArrayDeque<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong members = new AtomicLong();

    public Quota(int perSecond) {
        this.perSecond = perSecond;
    }

    /** How often more was asked than is allowed. */
    public int refused() {
        return refused.get();
    }

    /** Members that were answered. */
    public long members() {
        return members.get();
    }

    @Override
    public Reply reply(JsonNode request, UnaryOperator<JsonNode> node) {
        return before(Fault.NONE).reply(request, node);
    }

    /** What is within the quota meets the other fault. */
    public Fault before(Fault other) {
        return (request, node) -> {
            if (!take(request.isArray() ? request.size() : 1)) {
                refused.incrementAndGet();
                return Reply.status(429, Map.of("Retry-After", "1"));
            }
            return other.reply(request, node);
        };
    }

    private synchronized boolean take(int count) {
        long now = System.nanoTime();
        while (!served.isEmpty() && served.peekFirst() < now - TimeUnit.SECONDS.toNanos(1)) {
            served.removeFirst();
        }
        if (served.size() + count > perSecond) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            served.addLast(now);
        }
        members.addAndGet(count);
        return true;
    }
}
