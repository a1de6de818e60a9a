package dev.morlens.testing.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port that leads to another one while it is open; shut, it refuses connections and has ended those that there were;
 * hushed, it takes whatever comes and passes nothing on, and connections that there were then stay dead.
 */
public final class Gate implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("://([^:/]+):([0-9]+)");

    private final InetSocketAddress behind;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile boolean hushed;
    private volatile ServerSocket listening;
    private volatile Thread accepting;

    /** One connection, from end to end. */
    private static final class Line {
        private volatile boolean dead;
    }

    private Gate(InetSocketAddress behind) throws IOException {
        this.behind = behind;
        this.listening = listen(0);
        this.port = listening.getLocalPort();
    }

    /** @param url of any kind, with a host and a port */
    public static Gate before(String url) {
        Matcher place = place(url);
        try {
            return new Gate(new InetSocketAddress(place.group(1), Integer.parseInt(place.group(2))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same URL, by way of here. */
    public String through(String url) {
        return place(url).replaceFirst("://127.0.0.1:" + port);
    }

    private static Matcher place(String url) {
        Matcher place = PORT.matcher(url);
        if (!place.find()) {
            throw new IllegalArgumentException("expected a URL with a port, got " + url);
        }
        return place;
    }

    public void open() {
        hushed = false;
        try {
            if (listening.isClosed()) {
                listening = listen(port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a host that lost its power, or a firewall that forgot its connections. */
    public void hush() {
        hushed = true;
        lines.forEach(line -> line.dead = true);
    }

    public void shut() {
        quietly(listening);
        awaitLastAccepted();
        sockets.forEach(Gate::quietly);
        sockets.clear();
    }

    /** Until then the port is taken, and a connection could slip through. */
    private void awaitLastAccepted() {
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ServerSocket listen(int at) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
        accepting = Thread.ofVirtual().start(() -> accept(server));
        return server;
    }

    private void accept(ServerSocket server) {
        try {
            while (!server.isClosed()) {
                Socket from = server.accept();
                Socket to = new Socket(behind.getAddress(), behind.getPort());
                sockets.add(from);
                sockets.add(to);
                Line line = new Line();
                lines.add(line);
                line.dead = hushed;
                Thread.ofVirtual().start(() -> carry(from, to, line));
                Thread.ofVirtual().start(() -> carry(to, from, line));
            }
        } catch (IOException e) {
            quietly(server);
        }
    }

    private void carry(Socket from, Socket to, Line line) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] bytes = new byte[8_192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (!line.dead) {
                    out.write(bytes, 0, read);
                }
            }
        } catch (IOException e) {
            // One side has gone: both are closed.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
            lines.remove(line);
        }
    }

    private static void quietly(AutoCloseable closed) {
        try {
            closed.close();
        } catch (Exception e) {
            // It is gone either way.
        }
    }

    @Override
    public void close() {
        shut();
    }
}
