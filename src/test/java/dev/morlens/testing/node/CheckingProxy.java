package dev.morlens.testing.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.morlens.testing.server.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy for GETs that sends each server in turn a request over a kept connection, and none to a server that says it is not
 * ready. It asks nobody a second time: what a server does not answer is a 502.
 */
public final class CheckingProxy implements AutoCloseable {

    private static final int CHECK_MILLIS = 100;

    private final List<Upstream> upstreams;
    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor();
    private final HttpServer server;
    private final AtomicInteger turn = new AtomicInteger();
    private final List<String> lost = new CopyOnWriteArrayList<>();

    /** One server with its kept connections. */
    private static final class Upstream {

        private volatile int port;
        private final Queue<RawHttp> idle = new ConcurrentLinkedQueue<>();
        private final AtomicInteger answered = new AtomicInteger();
        private volatile boolean ready;

        Upstream(int port) {
            this.port = port;
        }

        void replace(int newPort) throws IOException {
            ready = false;
            port = newPort;
            for (RawHttp kept = idle.poll(); kept != null; kept = idle.poll()) {
                kept.close();
            }
            check();
        }

        void check() {
            try {
                ready = RawHttp.get(port, "127.0.0.1", "/q/health/ready").status() == 200;
            } catch (IOException e) {
                ready = false;
            }
        }

        RawHttp.Answer ask(String path) throws IOException {
            RawHttp kept = idle.poll();
            RawHttp connection = kept == null ? RawHttp.connect(port, "127.0.0.1") : kept;
            connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            RawHttp.Answer answer = connection.answer();
            if (answer.status() == 0 || answer.header("Connection").contains("close")) {
                connection.close();
            } else {
                idle.add(connection);
            }
            answered.incrementAndGet();
            return answer;
        }
    }

    private CheckingProxy(List<Upstream> upstreams, HttpServer server) {
        this.upstreams = upstreams;
        this.server = server;
    }

    /** Before these servers; those that are ready now are asked from the first request on. */
    public static CheckingProxy before(URI... servers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        CheckingProxy proxy = new CheckingProxy(
                List.of(servers).stream()
                        .map(uri -> new Upstream(uri.getPort()))
                        .toList(),
                server);
        proxy.check();
        var _ = proxy.checks.scheduleWithFixedDelay(proxy::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", proxy::pass);
        server.start();
        return proxy;
    }

    private void check() {
        upstreams.forEach(Upstream::check);
    }

    /** A new server in the place of one that has ended. */
    public void replace(int which, URI server) throws IOException {
        upstreams.get(which).replace(server.getPort());
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Whether that server, by the order in which they were given, was ready at the last look. */
    public boolean isReady(int which) {
        return upstreams.get(which).ready;
    }

    /** How many answers that server has given. */
    public int answered(int which) {
        return upstreams.get(which).answered.get();
    }

    /** What was not answered with 200, with the reason. */
    public List<String> lost() {
        return lost;
    }

    private void pass(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        List<Upstream> ready = upstreams.stream().filter(one -> one.ready).toList();
        RawHttp.Answer answer = ready.isEmpty()
                ? new RawHttp.Answer(503, Map.of(), "no server is ready")
                : ask(ready.get(Math.floorMod(turn.getAndIncrement(), ready.size())), path);
        if (answer.status() != 200) {
            lost.add(path + ": " + answer.status() + " " + answer.body());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status() == 0 ? 502 : answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static RawHttp.Answer ask(Upstream upstream, String path) {
        try {
            return upstream.ask(path);
        } catch (IOException e) {
            return new RawHttp.Answer(0, Map.of(), e.toString());
        }
    }

    @Override
    public void close() {
        checks.shutdownNow();
        server.stop(0);
    }
}
