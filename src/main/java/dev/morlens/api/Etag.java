package dev.morlens.api;

import dev.morlens.position.AsOf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Names a representation: of a question, in a form, at a block, with what is said about that block. */
final class Etag {

    private static final int BYTES = 15;

    private Etag() {}

    /** @param question path and query, and the form where there are several */
    static String of(String question, AsOf asOf) {
        String all = question
                + '\n'
                + asOf.block().hash()
                + '\n'
                + asOf.finality()
                + '\n'
                + asOf.stale()
                + '\n'
                + asOf.lasting()
                + '\n'
                + asOf.source()
                + asOf.incomplete().stream().sorted().toList();
        byte[] digest = sha256().digest(all.getBytes(StandardCharsets.UTF_8));
        return '"' + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, BYTES)) + '"';
    }

    /** Whether an {@code If-None-Match} header names this representation. */
    static boolean matches(String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && (ifNoneMatch.equals(etag)
                        || ifNoneMatch.equals("*")
                        || Arrays.stream(ifNoneMatch.split(","))
                                .map(String::strip)
                                .anyMatch(one -> one.equals(etag) || one.equals("W/" + etag)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
