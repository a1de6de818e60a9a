package dev.morlens.api.answer;

import dev.morlens.store.write.LedgerStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Names what an answer says, whatever block it is said of: the same for as long as nothing else changes. It is weak (RFC 9110,
 * 8.8.1), since the block's own fields differ between answers of one name.
 */
public final class ContentTag {

    private static final int BYTES = 15;
    private static final String LANGUAGE = "en";
    private static final String BUILD = ConfigProvider.getConfig()
            .getOptionalValue("quarkus.application.version", String.class)
            .orElse("");

    private ContentTag() {}

    /** @param form media type */
    public static String of(String form, BodyTemplate bodyTemplate) {
        MessageDigest digest = sha256();
        String about = String.join("\n", form, LANGUAGE, BUILD, String.valueOf(LedgerStore.DERIVATION_VERSION), "");
        digest.update(about.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < bodyTemplate.gaps().length; i++) {
            digest.update(bodyTemplate.parts().get(i));
            // No text has such bytes: where which gap is makes a difference.
            digest.update((byte) bodyTemplate.gaps()[i]);
        }
        digest.update(bodyTemplate.parts().getLast());
        byte[] name = Arrays.copyOf(digest.digest(), BYTES);
        return "W/\"" + Base64.getUrlEncoder().encodeToString(name) + '"';
    }

    /** Whether an {@code If-None-Match} header names this representation; weakly compared (RFC 9110, 13.1.2). */
    static boolean matches(String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && (ifNoneMatch.equals(etag)
                        || ifNoneMatch.equals("*")
                        || Arrays.stream(ifNoneMatch.split(","))
                                .map(String::strip)
                                .anyMatch(one -> strong(one).equals(strong(etag))));
    }

    private static String strong(String etag) {
        return etag.startsWith("W/") ? etag.substring(2) : etag;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
