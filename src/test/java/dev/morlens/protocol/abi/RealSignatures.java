package dev.morlens.protocol.abi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The signatures of the real contracts, as {@code src/test/resources/abi} has them. */
final class RealSignatures {

    /** Of a function, an event or an error. */
    enum Kind {
        FUNCTIONS,
        EVENTS,
        ERRORS;

        private String member() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One of them.
     *
     * @param id the selector or the first topic
     * @param indexed the names of an event's indexed arguments
     * @param versions of the Diamond that have it; none where it is not the Diamond's
     */
    record Signature(
            Kind kind,
            String contract,
            String text,
            String id,
            List<String> indexed,
            Set<String> versions,
            boolean isCallable) {

        String name() {
            return text.substring(0, text.indexOf('('));
        }
    }

    static final Set<String> ALL_VERSIONS = Set.of("classic", "daylock", "pool");

    private final List<Signature> signatures = new ArrayList<>();

    RealSignatures() {
        for (String file : List.of("diamond", "builders-and-token", "external")) {
            read(file).properties().forEach(contract -> add(contract.getKey(), contract.getValue()));
        }
    }

    private static JsonNode read(String file) {
        try (InputStream in = RealSignatures.class.getResourceAsStream("/abi/" + file + ".json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String contract, JsonNode described) {
        for (Kind kind : Kind.values()) {
            described
                    .path(kind.member())
                    .properties()
                    .forEach(entry -> signatures.add(signature(kind, contract, entry.getKey(), entry.getValue())));
        }
    }

    private static Signature signature(Kind kind, String contract, String text, JsonNode of) {
        return new Signature(
                kind,
                contract,
                text,
                of.path(kind == Kind.EVENTS ? "topic0" : "selector").asText(),
                texts(of.path("indexed")),
                Set.copyOf(texts(of.path("versions"))),
                !Set.of("view", "pure").contains(of.path("mutability").asText()));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    List<Signature> all() {
        return signatures;
    }

    /** In whatever contracts. */
    List<Signature> of(Kind kind, String text) {
        return signatures.stream()
                .filter(one -> one.kind() == kind && one.text().equals(text))
                .toList();
    }

    /** Functions and errors. */
    List<Signature> ofSelector(String selector) {
        return signatures.stream().filter(one -> one.id().equals(selector)).toList();
    }

    /** Every name that one of them has. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        signatures.forEach(one -> names.add(one.name()));
        return names;
    }

    /** The versions of the Diamond or its token that have it; empty if none has. */
    Set<String> versions(Kind kind, String text) {
        Set<String> versions = new TreeSet<>();
        of(kind, text).forEach(one -> versions.addAll(one.versions()));
        return versions;
    }
}
