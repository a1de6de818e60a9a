package dev.morlens.testing.proxy;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.morlens.testing.Counts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** nginx before a server on this machine, configured as {@code docs/security.md} advises, on a port of its own. */
public final class Nginx implements AutoCloseable {

    private static final Pattern ADVICE = Pattern.compile("(?s)```nginx\n(.*?)```");
    private static final Path UNPACKED = Path.of("target", "nginx");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** What a server of its own needs around the advised part; everything that it writes stays in its folder. */
    private static final String AROUND = """
            daemon off;
            pid nginx.pid;
            error_log error.log;
            events {}
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                proxy_max_temp_file_size 0;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
            %s
            }
            """;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test where there is no nginx. */
    public static Nginx before(int upstream) throws IOException, InterruptedException {
        Optional<Path> program = find();
        if (program.isEmpty()) {
            Counts.say("nginx is neither installed nor can it be had from Debian: what is tested behind it is skipped");
        }
        assumeThat(program).as("nginx").isPresent();
        Path folder = Files.createTempDirectory(Files.createDirectories(UNPACKED), "run")
                .toAbsolutePath();
        SelfSigned.certificate().writeTo(folder);
        int port = freePort();
        Files.writeString(folder.resolve("nginx.conf"), AROUND.formatted(advised(port, upstream, folder)));
        Process process = new ProcessBuilder(
                        program.get().toString(), "-p", folder.toString(), "-c", "nginx.conf", "-e", "error.log")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        Nginx nginx = new Nginx(process, port);
        nginx.await(folder);
        return nginx;
    }

    public int port() {
        return port;
    }

    private static String advised(int port, int upstream, Path folder) throws IOException {
        var found = ADVICE.matcher(Files.readString(Path.of("docs/security.md")));
        if (!found.find()) {
            throw new IOException("docs/security.md advises no configuration of nginx");
        }
        return found.group(1)
                .replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl")
                .replace("http://127.0.0.1:8080", "http://127.0.0.1:" + upstream)
                .replaceAll("/etc/\\S*/(\\w+\\.pem)", folder + "/$1");
    }

    private void await(Path folder) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IOException("nginx did not start: " + Files.readString(folder.resolve("output.log")));
            }
            Thread.sleep(20);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Optional<Path> find() throws IOException, InterruptedException {
        Optional<Path> known = known();
        if (known.isEmpty()) {
            unpack();
        }
        return known.isPresent() ? known : known();
    }

    private static Optional<Path> known() {
        Stream<Path> folders = Stream.concat(
                Arrays.stream(System.getenv("PATH").split(":")).map(Path::of),
                Stream.of(Path.of("/usr/sbin"), UNPACKED.resolve("usr/sbin").toAbsolutePath()));
        return folders.map(folder -> folder.resolve("nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Fetches Debian's package and unpacks it under {@code target}: nothing is installed. */
    private static void unpack() throws IOException, InterruptedException {
        Files.createDirectories(UNPACKED);
        boolean isFetched = run("apt-get", "download", "nginx")
                // A fresh container has no lists of packages yet.
                || (System.getenv("CI") != null && run("apt-get", "update") && run("apt-get", "download", "nginx"));
        if (isFetched) {
            run("sh", "-c", "dpkg -x nginx_*.deb .");
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(UNPACKED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(UNPACKED.resolve("output.log").toFile())
                    .start();
            if (process.waitFor(1, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
