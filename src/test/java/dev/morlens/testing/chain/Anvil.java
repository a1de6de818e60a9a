package dev.morlens.testing.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What only a development node can do: send for anybody, and mine at a time of choice. */
public final class Anvil {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    public Anvil(URI url) {
        this.url = url;
    }

    /**
     * Sends one transaction in a block of its own at that time.
     *
     * @return its receipt
     */
    public JsonNode mine(Address from, ViewCall viewCall, Instant time) {
        String hash = ask(
                        "eth_sendTransaction",
                        Map.of(
                                "from", from.toString(),
                                "to", viewCall.to().toString(),
                                "data", Hex.of(viewCall.data()),
                                "gas", "0x1c9c380",
                                "gasPrice", "0x0"))
                .asText();
        mine(time);
        return ask("eth_getTransactionReceipt", hash);
    }

    /** An empty block, unless transactions wait. */
    public void mine(Instant time) {
        ask("evm_setNextBlockTimestamp", time.getEpochSecond());
        ask("evm_mine");
    }

    /** Does something, and leaves the chain as it was before. */
    public <T> T undone(Supplier<T> doing) {
        String before = ask("evm_snapshot").asText();
        T done = doing.get();
        if (!ask("evm_revert", before).asBoolean()) {
            throw new IllegalStateException("the chain did not go back to " + before);
        }
        return done;
    }

    private JsonNode ask(String method, Object... params) {
        try {
            String body = JSON.writeValueAsString(
                    Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(params)));
            JsonNode answer = JSON.readTree(http.send(
                            HttpRequest.newBuilder(url)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
            if (answer.has("error")) {
                throw new IllegalStateException(method + ": " + answer.get("error"));
            }
            return answer.get("result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
