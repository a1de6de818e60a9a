package dev.morlens.testing.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks a node as any program does, with nothing of the server's in between. */
record RpcClient(String url) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static String request(String method, String... params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
                .formatted(method, String.join(",", params));
    }

    static String filter(long from, long to, String rest) {
        return "{\"fromBlock\":\"0x%x\",\"toBlock\":\"0x%x\"%s}".formatted(from, to, rest);
    }

    /** The answer with its envelope. */
    JsonNode whole(String method, String... params) throws IOException, InterruptedException {
        return JSON.readTree(post(request(method, params)).body());
    }

    JsonNode ask(String method, String... params) throws IOException, InterruptedException {
        JsonNode answer = whole(method, params);
        assertThat(answer.has("error")).as(answer.toString()).isFalse();
        return answer.get("result");
    }
}
