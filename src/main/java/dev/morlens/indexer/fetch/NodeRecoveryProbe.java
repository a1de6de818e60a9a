package dev.morlens.indexer.fetch;

import dev.morlens.chain.Node;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Finds out whether a node that fell silent answers again: asks for the chain's id at short intervals, also while an earlier
 * question hangs, so that one is on its way soon after the node is back.
 */
public final class NodeRecoveryProbe {

    private static final int MOST_HANGING = 5;

    /** A slower answer than this is given up for a new question. */
    private static final Duration HUNG_UP = Duration.ofSeconds(5);

    private final Supplier<Node> node;

    private record Question(Thread asking, long begun) {}

    /** @param node one that does not repeat questions itself: its pauses would come on top */
    public NodeRecoveryProbe(Supplier<Node> node) {
        this.node = node;
    }

    /**
     * Asks until somebody answers, be it that he refuses.
     *
     * @param interval between two questions
     * @param why is told of each question that failed
     * @return whether the first interval passed without an answer
     */
    public boolean wasSilent(Duration interval, Consumer<String> why) throws InterruptedException {
        BlockingQueue<Optional<String>> told = new LinkedBlockingQueue<>();
        Deque<Question> hanging = new ArrayDeque<>();
        try {
            for (boolean first = true; ; first = false) {
                ask(hanging, told);
                if (answers(told, interval, why)) {
                    return !first;
                }
            }
        } finally {
            hanging.forEach(question -> question.asking().interrupt());
        }
    }

    private void ask(Deque<Question> hanging, BlockingQueue<Optional<String>> told) {
        hanging.removeIf(question -> !question.asking().isAlive());
        long now = System.nanoTime();
        if (hanging.size() == MOST_HANGING && now - hanging.getFirst().begun() >= HUNG_UP.toNanos()) {
            hanging.removeFirst().asking().interrupt();
        }
        if (hanging.size() < MOST_HANGING) {
            hanging.addLast(new Question(Thread.ofVirtual().name("node-probe").start(() -> ask(told)), now));
        }
    }

    /** Adds nothing for an answer, and what went wrong where there is none. */
    private void ask(BlockingQueue<Optional<String>> told) {
        Optional<String> trouble = Optional.empty();
        try {
            node.get().chainId();
        } catch (TemporaryNodeException e) {
            trouble = e.retryAfter().isPresent() ? Optional.empty() : Optional.of(String.valueOf(e.getMessage()));
        } catch (NodeException e) {
            // What it refuses is for the next one to find out who asks for something.
            trouble = Optional.empty();
        }
        told.add(trouble);
    }

    private static boolean answers(BlockingQueue<Optional<String>> told, Duration time, Consumer<String> why)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            Optional<String> trouble = told.poll(left, TimeUnit.NANOSECONDS);
            if (trouble != null && trouble.isEmpty()) {
                return true;
            }
            if (trouble != null) {
                why.accept(trouble.get());
            }
        }
        return false;
    }
}
