package dev.morlens.chain.rpc.http;

import dev.morlens.chain.rpc.answer.RawResponse;
import dev.morlens.chain.rpc.answer.RpcError;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The endpoint answered with an HTTP status of failure; its body says why, in whatever form. */
final class HttpStatusException extends IOException {

    private static final Pattern TITLE =
            Pattern.compile("<title>(.*?)</title>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Of a page that is no JSON: a longer text takes patterns long. */
    private static final int READ = 4_000;

    private final transient RpcError error;

    /**
     * @param body or its beginning
     * @param retryAfter or null
     */
    HttpStatusException(int status, String body, Duration retryAfter) {
        super("HTTP status " + status);
        this.error = read(status, body, retryAfter);
    }

    RpcError error() {
        return error;
    }

    private static RpcError read(int status, String body, Duration retryAfter) {
        JsonNode json = json(body);
        JsonNode error = json.path("error");
        if (error.isObject()) {
            return new RpcError(
                    error.path("code").asInt(0),
                    text(error.path("message")),
                    text(error.path("data")),
                    status,
                    retryAfter);
        }
        String words = text(error.isMissingNode() || error.isNull() ? json.path("message") : error);
        return new RpcError(0, words.isEmpty() ? plain(body) : words, "", status, retryAfter);
    }

    private static JsonNode json(String body) {
        try {
            return RawResponse.MAPPER.readTree(body);
        } catch (JacksonException e) {
            return RawResponse.MAPPER.nullNode();
        }
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        return node.isString() ? node.stringValue() : node.toString();
    }

    /** What people would read of a page. */
    private static String plain(String body) {
        String beginning = body.substring(0, Math.min(READ, body.length()));
        Matcher title = TITLE.matcher(beginning);
        String page = title.find() ? title.group(1) : beginning;
        return page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    }
}
