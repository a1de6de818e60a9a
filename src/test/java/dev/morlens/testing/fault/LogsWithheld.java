package dev.morlens.testing.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** Answers everything but questions for logs, which wait until they are given. */
public final class LogsWithheld implements Fault {

    private final CountDownLatch given = new CountDownLatch(1);

    public void give() {
        given.countDown();
    }

    @Override
    public Reply reply(JsonNode request, UnaryOperator<JsonNode> node) {
        if (request.findValuesAsText("method").contains("eth_getLogs")) {
            await();
        }
        return Reply.faithful(node.apply(request));
    }

    private void await() {
        try {
            given.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the endpoint was closed", e);
        }
    }
}
