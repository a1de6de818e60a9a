package dev.morlens.testing.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * HTTP over a bare socket: from any address of the loopback network, with bytes that no client library would send, and as
 * slowly as wanted.
 */
public final class RawHttp implements AutoCloseable {

    private static final int CONTINUE = 100;
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(30).toMillis();

    private final Socket socket;

    private RawHttp(Socket socket) {
        this.socket = socket;
    }

    /** @param status 0 if the server closed without a word */
    public record Answer(int status, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** @param from an address of this machine, such as 127.0.0.7 */
    public static RawHttp connect(int port, String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new RawHttp(socket);
    }

    /** One GET on a connection of its own. */
    public static Answer get(int port, String from, String path, String... headers) throws IOException {
        return ask(port, from, "GET " + path + " HTTP/1.1", headers);
    }

    /** @param line such as {@code GET / HTTP/1.1} */
    public static Answer ask(int port, String from, String line, String... headers) throws IOException {
        try (RawHttp http = connect(port, from)) {
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            http.send(line + "\r\nHost: localhost\r\nConnection: close\r\n" + more + "\r\n");
            return http.answer();
        }
    }

    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** One answer; of an endless stream of events its head only. */
    public Answer answer() throws IOException {
        return answer(false);
    }

    /** @param bare whether no body follows, whatever the headers say */
    public Answer answer(boolean bare) throws IOException {
        return answer(new BufferedInputStream(socket.getInputStream()), bare);
    }

    private static Answer answer(InputStream in, boolean bare) throws IOException {
        String line = line(in);
        if (!line.startsWith("HTTP/1.")) {
            return new Answer(0, Map.of(), line);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(": ?", 2);
            headers.merge(parts[0], parts.length > 1 ? parts[1] : "", (one, other) -> one + ", " + other);
        }
        int status = Integer.parseInt(line.split(" ")[1]);
        return status == CONTINUE ? answer(in, bare) : new Answer(status, headers, bare ? "" : body(in, headers));
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("Content-Type", "").startsWith("text/event-stream")) {
            return "";
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (headers.getOrDefault("Transfer-Encoding", "").contains("chunked")) {
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                all.write(in.readNBytes(size));
                line(in);
            }
        } else if (headers.containsKey("Content-Length")) {
            all.write(in.readNBytes(Integer.parseInt(headers.get("Content-Length"))));
        }
        boolean zipped = headers.getOrDefault("Content-Encoding", "").equals("gzip");
        return new String(zipped ? unzipped(all.toByteArray()) : all.toByteArray(), StandardCharsets.UTF_8);
    }

    private static byte[] unzipped(byte[] zipped) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return in.readAllBytes();
        }
    }

    private static int chunk(InputStream in) throws IOException {
        String size = line(in);
        return size.isEmpty() ? 0 : Integer.parseInt(size, 16);
    }

    /** Without its end; empty where the server has closed. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.write(next);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) {
            return "";
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /** Whether the server has closed; waits up to a time for it, dropping what comes. */
    public boolean isClosedWithin(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        socket.setSoTimeout(50);
        byte[] some = new byte[8_192];
        while (System.nanoTime() < end) {
            try {
                if (socket.getInputStream().read(some) < 0) {
                    return true;
                }
            } catch (SocketTimeoutException open) {
                // still open
            } catch (IOException reset) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
