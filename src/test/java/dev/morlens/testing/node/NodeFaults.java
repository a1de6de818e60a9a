package dev.morlens.testing.node;

import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.RawLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What goes wrong at a {@link FakeNode}; nothing until ordered. Safe for many threads. */
public final class NodeFaults {

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger emptyAnswers = new AtomicInteger();

    private volatile Supplier<NodeException> failure = NodeFaults::temporary;
    private volatile long rangeCap = Long.MAX_VALUE;
    private volatile int logCap = Integer.MAX_VALUE;
    private volatile Duration latency = Duration.ZERO;
    private volatile Predicate<RawLog> leftOut = log -> false;

    /** Ranges of more blocks are refused. */
    public NodeFaults rangeCap(long blocks) {
        rangeCap = blocks;
        return this;
    }

    /** Answers of more logs are refused, unless the range is one block. */
    public NodeFaults logCap(int logs) {
        logCap = logs;
        return this;
    }

    /** The next requests of any kind fail, as something that may pass. */
    public NodeFaults failNext(int times) {
        return failNext(times, NodeFaults::temporary);
    }

    public NodeFaults failNext(int times, Supplier<NodeException> with) {
        failure = with;
        failures.set(times);
        return this;
    }

    /** The next answers for logs are empty, whatever the blooms say. */
    public NodeFaults emptyLogsNext(int times) {
        emptyAnswers.set(times);
        return this;
    }

    /** From now on answers leave these logs out. */
    public NodeFaults leaveOut(Predicate<RawLog> logs) {
        leftOut = logs;
        return this;
    }

    List<RawLog> remaining(List<RawLog> logs) {
        if (take(emptyAnswers)) {
            return List.of();
        }
        return logs.stream().filter(leftOut.negate()).toList();
    }

    public NodeFaults latency(Duration each) {
        latency = each;
        return this;
    }

    void arrive() {
        pause();
        if (take(failures)) {
            throw failure.get();
        }
    }

    void capRange(BlockRange range) {
        if (range.size() > rangeCap) {
            throw new RangeTooLargeException(range, "expected at most " + rangeCap + " blocks, got " + range.size());
        }
    }

    void capLogs(BlockRange range, int logs) {
        if (logs > logCap && range.size() > 1) {
            throw new RangeTooLargeException(range, "expected at most " + logCap + " logs, found " + logs);
        }
    }

    private void pause() {
        if (latency.isZero()) {
            return;
        }
        try {
            Thread.sleep(latency);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TemporaryNodeException("interrupted while waiting", e);
        }
    }

    private static boolean take(AtomicInteger left) {
        return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }

    private static NodeException temporary() {
        return new TemporaryNodeException("ordered by the test");
    }
}
