package dev.morlens.testing.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * A proxy before a server on this machine that speaks TLS and adds no header: the server is told nothing of it. While the
 * server does not listen, it answers 502. It may be made to fail; whatever is under way then is cut.
 */
public final class FrontProxy implements AutoCloseable {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** What becomes of a connection. */
    private interface Conduct {
        void serve(Socket client) throws IOException;
    }

    private final ServerSocket listening;
    private final int upstream;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Conduct conduct = this::pass;
    private long last = System.nanoTime();
    private Duration pause = Duration.ZERO;

    private FrontProxy(ServerSocketFactory sockets, int upstream) throws IOException {
        this.listening = sockets.createServerSocket(0, 0, InetAddress.getLoopbackAddress());
        this.upstream = upstream;
        Thread.ofVirtual().start(this::accept);
    }

    /** @param upstream the server's port */
    public static FrontProxy tls(int upstream) throws IOException {
        return new FrontProxy(SelfSigned.certificate().context().getServerSocketFactory(), upstream);
    }

    public static FrontProxy plain(int upstream) throws IOException {
        return new FrontProxy(ServerSocketFactory.getDefault(), upstream);
    }

    public int port() {
        return listening.getLocalPort();
    }

    public void passOn() {
        behave(this::pass);
    }

    /**
     * Answers everything itself, as proxies do while the server is away.
     *
     * @param status such as {@code 502 Bad Gateway}
     */
    public void answer(String status, String... headers) {
        behave(client -> answer(client, status, headers));
    }

    private void answer(Socket client, String status, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        String answer = "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: 0\r\n" + more + "\r\n";
        readHead(client.getInputStream());
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    /** Hears what is asked and says nothing. */
    public void fallSilent() {
        behave(client -> {
            readHead(client.getInputStream());
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    }

    /** Ends each connection as soon as it is there. */
    public void hangUp() {
        behave(client -> note());
    }

    /** How many requests it has not passed on since it last changed its conduct. */
    public int asked() {
        return asked.get();
    }

    /** How long before the newest of them the one before it came. */
    public synchronized Duration lastPause() {
        return pause;
    }

    private void behave(Conduct next) {
        conduct = next;
        asked.set(0);
        open.forEach(FrontProxy::close);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try {
            conduct.serve(client);
        } catch (IOException gone) {
            // Browsers open connections that they do not use, and cut those that they do not need.
        } finally {
            close(client);
            open.remove(client);
        }
    }

    private void pass(Socket client) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
            Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
        } catch (ConnectException nobodyListens) {
            answer(client, "502 Bad Gateway");
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // Then the other side shall go as well.
        } finally {
            close(to);
        }
    }

    private void readHead(InputStream in) throws IOException {
        int matched = 0;
        while (matched < END_OF_HEAD.length) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("gone before it asked");
            }
            matched = next == END_OF_HEAD[matched] ? matched + 1 : next == '\r' ? 1 : 0;
        }
        note();
    }

    private synchronized void note() {
        long now = System.nanoTime();
        pause = Duration.ofNanos(now - last);
        last = now;
        asked.incrementAndGet();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed either way.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        open.forEach(FrontProxy::close);
    }
}
