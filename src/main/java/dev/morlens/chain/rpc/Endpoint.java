package dev.morlens.chain.rpc;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where a node is asked. Path, query and user of its URL often are a key, and are never shown. */
public record Endpoint(URI url) {

    private static final int SHORTEST_SECRET = 8;

    /** @throws IllegalArgumentException unless it is an HTTP URL with a host; the message leaves out all but both */
    public Endpoint {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "expected an RPC URL of the form https://host/..., got one with scheme '%s' and host '%s'"
                            .formatted(url.getScheme(), url.getHost()));
        }
    }

    /** The host, and the port where it is not the usual one. */
    public String host() {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /** A text with every part of the URL that may be a key blotted out. */
    String withoutSecrets(String text) {
        String clean = text;
        for (String secret : secrets()) {
            clean = clean.replace(secret, "***");
        }
        return clean;
    }

    private List<String> secrets() {
        return Stream.of(url.getRawPath(), url.getRawQuery(), url.getRawUserInfo())
                .filter(Objects::nonNull)
                .flatMap(part -> Stream.of(part.split("[/&=:]")))
                .filter(part -> part.length() >= SHORTEST_SECRET)
                .toList();
    }

    @Override
    public String toString() {
        return host();
    }
}
