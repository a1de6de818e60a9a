package dev.morlens.testing.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for this machine that nobody vouches for, made once by the JDK's keytool. */
final class SelfSigned {

    private static final Path STORE = Path.of("target", "tls", "self-signed.p12");
    private static final String ALIAS = "server";
    private static final String PASSWORD = "changeit";

    private final KeyStore keys;

    private SelfSigned(KeyStore keys) {
        this.keys = keys;
    }

    static SelfSigned certificate() throws IOException {
        if (!Files.exists(STORE)) {
            make();
        }
        try (InputStream in = Files.newInputStream(STORE)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return new SelfSigned(keys);
        } catch (GeneralSecurityException e) {
            throw new IOException(STORE + " cannot be read", e);
        }
    }

    private static void make() throws IOException {
        Files.createDirectories(STORE.getParent());
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        STORE.toString())
                .inheritIO()
                .start();
        try {
            if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
                keytool.destroyForcibly();
                throw new IOException("keytool made no certificate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made a certificate", e);
        }
    }

    SSLContext context() throws IOException {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the JDK speaks no TLS with this certificate", e);
        }
    }

    /** Writes {@code certificate.pem} and {@code key.pem} into a folder, as servers that are not Java's want them. */
    void writeTo(Path folder) throws IOException {
        try {
            Files.writeString(
                    folder.resolve("certificate.pem"),
                    pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
            Files.writeString(
                    folder.resolve("key.pem"),
                    pem(
                            "PRIVATE KEY",
                            keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException(STORE + " cannot be read", e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN %s-----%n%s%n-----END %1$s-----%n".formatted(what, lines);
    }
}
