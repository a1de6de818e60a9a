package dev.morlens.testing.browser;

import com.microsoft.playwright.BrowserType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A headless Chromium from npm, installed on first use under {@code target/}: it brings its fonts and libraries, so the
 * machine needs Node.js and npm and no browser.
 */
record Chromium(Path home) {

    /** This machine under a name that browsers do not take for it: what is there over plain HTTP is no secure context. */
    static final String ELSEWHERE = "morlens.test";

    private static final Path SOURCE = Path.of("src/test/browser");

    static Chromium install() throws IOException {
        String inputs =
                Files.readString(SOURCE.resolve("package-lock.json")) + Files.readString(SOURCE.resolve("unpack.mjs"));
        Path home = Path.of("target/browser", fingerprint(inputs)).toAbsolutePath();
        if (!Files.exists(home)) {
            run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
            Path unpacked = Files.createDirectories(home.resolveSibling(home.getFileName() + ".unpacking"));
            run(Map.of("TMPDIR", unpacked.toString()), "node", "unpack.mjs");
            Files.move(unpacked, home);
        }
        return new Chromium(home);
    }

    BrowserType.LaunchOptions launchOptions() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("LD_LIBRARY_PATH", home.resolve("al2023/lib").toString());
        environment.put("FONTCONFIG_PATH", home.resolve("fonts").toString());
        environment.put("XDG_CACHE_HOME", home.resolve("cache").toString());
        return new BrowserType.LaunchOptions()
                .setExecutablePath(home.resolve("chromium"))
                .setEnv(environment)
                // CI runs as root, where Chromium's sandbox refuses to start; it only opens pages of our own server.
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--font-render-hinting=none",
                        "--host-resolver-rules=MAP " + ELSEWHERE + " 127.0.0.1"));
    }

    private static void run(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(SOURCE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile("morlens-browser", ".log").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " in " + SOURCE + " failed: "
                        + Files.readString(builder.redirectOutput().file().toPath()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while installing Chromium", e);
        }
    }

    private static String fingerprint(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
