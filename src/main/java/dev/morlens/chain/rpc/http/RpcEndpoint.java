package dev.morlens.chain.rpc.http;

import dev.morlens.chain.value.Secrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** Where a node is asked. Path, query and user of its URL often are a key, and are never shown. */
public record RpcEndpoint(URI url) {

    /** Shorter ones are words such as {@code rpc} or {@code mainnet}, which messages need. */
    private static final int SHORTEST_IN_PATH = 8;

    private static final int SHORTEST_ELSEWHERE = 3;

    /** @throws IllegalArgumentException unless it is an HTTP URL with a host; the message leaves out all but both */
    public RpcEndpoint {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "expected an RPC URL of the form https://host/..., got one with scheme '%s' and host '%s'"
                            .formatted(url.getScheme(), url.getHost()));
        }
    }

    /** @throws IllegalArgumentException unless it is an HTTP URL with a host; the message says where it breaks, not what it is */
    public static RpcEndpoint of(String url) {
        try {
            return new RpcEndpoint(new URI(url.strip()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "expected an RPC URL of the form https://host/..., got %d characters of which number %d cannot be there"
                            .formatted(url.length(), e.getIndex() + 1));
        }
    }

    /** The host, and the port where it is not the usual one. */
    public String host() {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /** A text with every part of the URL that may be a key blotted out. */
    public String withoutSecrets(String text) {
        return Secrets.blotOut(text, secrets());
    }

    private Stream<String> secrets() {
        Stream<String> path =
                parts("/", url.getRawPath(), url.getPath()).filter(part -> part.length() >= SHORTEST_IN_PATH);
        Stream<String> query =
                parts("&", url.getRawQuery(), url.getQuery()).map(part -> part.substring(part.indexOf('=') + 1));
        Stream<String> user = parts(":", url.getRawUserInfo(), url.getUserInfo());
        return Stream.concat(path, Stream.concat(query, user).filter(part -> part.length() >= SHORTEST_ELSEWHERE));
    }

    private static Stream<String> parts(String between, String... texts) {
        return Arrays.stream(texts).filter(Objects::nonNull).flatMap(text -> Stream.of(text.split(between)));
    }

    @Override
    public String toString() {
        return host();
    }
}
