package dev.morlens.http.limit;

import dev.morlens.http.limit.ConnectionTiming.Fault;
import dev.morlens.http.limit.ConnectionTiming.Patience;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Looks every second at all connections, each on its own thread, and closes those that keep the server waiting: for a
 * request that drips in, for an answer to be read; and those that a client has too many of. Quarkus itself closes only
 * connections on which nothing happens at all.
 */
@ApplicationScoped
public class ConnectionTimeouts {

    private static final AttributeKey<ConnectionTiming> CONDUCT = AttributeKey.valueOf("dev.morlens.conduct");
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** More than any one answer: who asks again before having read so much does not read. */
    private static final long MOST_UNREAD = 2 << 20;

    private final Patience patience;
    private final int mostPerClient;
    private final MeterRegistry meters;
    private final Map<ClientAddress, Integer> open = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final List<Future<?>> looks = new ArrayList<>();

    @Inject
    ConnectionTimeouts(
            LimitsConfig config,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean behindProxy) {
        this.patience = new Patience(config.headTimeout(), config.bodyTimeout(), config.unreadTimeout());
        this.mostPerClient = behindProxy ? Integer.MAX_VALUE : config.connectionsPerClient();
        this.meters = meters;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        long pause = Math.min(LONGEST_PAUSE.toMillis(), patience.shortest().toMillis() / 4 + 1);
        for (EventExecutor thread : vertx.nettyEventLoopGroup()) {
            if (thread instanceof SingleThreadEventLoop loop) {
                looks.add(loop.scheduleWithFixedDelay(() -> look(loop), pause, pause, TimeUnit.MILLISECONDS));
            }
        }
    }

    void stop(@Observes ShutdownEvent event) {
        looks.forEach(look -> look.cancel(false));
    }

    /** Notes that a request has come. */
    public void began(RoutingContext asked) {
        Channel channel = channel(asked);
        ConnectionTiming connectionTiming = conduct(channel);
        connectionTiming.began(asked.request(), hasBody(asked.request()), System.nanoTime());
        inFlight.incrementAndGet();
        asked.addEndHandler(ended -> {
            connectionTiming.ended();
            inFlight.decrementAndGet();
        });
        if (channel.bytesBeforeWritable() > MOST_UNREAD) {
            close(channel, Fault.UNREAD);
        }
    }

    /** How many requests have come and are not answered to their end, those of listeners among them. */
    public int inFlight() {
        return inFlight.get();
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    /** Lets the connection go with the answer: who is refused shall not keep one, too. */
    public static void letGo(RoutingContext asked) {
        asked.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        asked.addEndHandler(told -> asked.request().connection().close());
    }

    /** Runs what has to be done when the answer is at its end, be it because the client is gone; perhaps twice. */
    public static void whenOver(RoutingContext asked, Runnable act) {
        asked.addEndHandler(ended -> act.run());
        channel(asked).closeFuture().addListener(closed -> act.run());
    }

    private static Channel channel(RoutingContext asked) {
        return ((ConnectionBase) asked.request().connection()).channel();
    }

    private void look(SingleThreadEventLoop loop) {
        Iterator<Channel> all = loop.registeredChannelsIterator();
        while (all.hasNext()) {
            Channel channel = all.next();
            if (channel.parent() instanceof ServerChannel) {
                look(channel);
            }
        }
    }

    private void look(Channel channel) {
        long now = System.nanoTime();
        ConnectionTiming connectionTiming = conduct(channel);
        connectionTiming.unread(!channel.isWritable(), now);
        connectionTiming.fault(patience, now).ifPresent(fault -> close(channel, fault));
    }

    private ConnectionTiming conduct(Channel channel) {
        ConnectionTiming known = channel.attr(CONDUCT).get();
        return known == null ? meet(channel) : known;
    }

    private ConnectionTiming meet(Channel channel) {
        ConnectionTiming connectionTiming = new ConnectionTiming(System.nanoTime());
        channel.attr(CONDUCT).set(connectionTiming);
        channel.pipeline().addFirst(new Ear(connectionTiming));
        if (channel.remoteAddress() instanceof InetSocketAddress peer) {
            ClientAddress clientAddress = ClientAddress.of(peer.getAddress().getAddress());
            int count = open.merge(clientAddress, 1, Integer::sum);
            channel.closeFuture()
                    .addListener(
                            closed -> open.computeIfPresent(clientAddress, (who, some) -> some == 1 ? null : some - 1));
            if (count > mostPerClient) {
                close(channel, Fault.TOO_MANY);
            }
        }
        return connectionTiming;
    }

    private void close(Channel channel, Fault fault) {
        meters.counter("morlens.connections.closed", "why", fault.name().toLowerCase(Locale.ROOT))
                .increment();
        var _ = channel.close();
    }

    /** Hears that bytes came. */
    private static final class Ear extends ChannelInboundHandlerAdapter {

        private final ConnectionTiming connectionTiming;

        Ear(ConnectionTiming connectionTiming) {
            this.connectionTiming = connectionTiming;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            connectionTiming.heard(System.nanoTime());
            context.fireChannelRead(bytes);
        }
    }
}
