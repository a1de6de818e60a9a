package dev.morlens.chain.rpc;

import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.rpc.client.RpcClient;
import dev.morlens.chain.rpc.http.NoDelaySocketFactory;
import dev.morlens.chain.rpc.http.ResponseGuard;
import dev.morlens.chain.rpc.http.RpcChannel;
import dev.morlens.chain.rpc.http.RpcEndpoint;
import dev.morlens.chain.rpc.http.Throttle;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Connects to endpoints. */
public final class JsonRpcNodes {

    private static final int IDLE_MINUTES = 5;

    private JsonRpcNodes() {}

    /**
     * A node that asks one endpoint, without retry. Connects lazily.
     *
     * @param profile what is known of the endpoint, read and written by each answer
     * @param sent told how many calls each exchange holds, before it is sent, by the thread that asks
     * @param received told the bytes of each answer, uncompressed
     */
    public static Node connect(
            RpcEndpoint rpcEndpoint,
            NodeConfig config,
            EndpointProfile profile,
            IntConsumer sent,
            IntConsumer received) {
        Throttle throttle = new Throttle(config.requestsPerSecond(), config.maxInFlight());
        RpcChannel channel = new RpcChannel(rpcEndpoint.url().toString(), http(config), throttle, sent, received);
        return new JsonRpcNode(new RpcClient(channel, rpcEndpoint, profile, throttle::mostCalls), profile);
    }

    /** No redirects: a question goes to the host that was configured, or nowhere. */
    private static OkHttpClient http(NodeConfig config) {
        return new OkHttpClient.Builder()
                .callTimeout(config.requestTimeout())
                .connectTimeout(config.requestTimeout())
                .readTimeout(config.requestTimeout())
                .writeTimeout(config.requestTimeout())
                .connectionPool(new ConnectionPool(config.maxInFlight(), IDLE_MINUTES, TimeUnit.MINUTES))
                .socketFactory(new NoDelaySocketFactory())
                .followRedirects(false)
                .retryOnConnectionFailure(true)
                .addInterceptor(new ResponseGuard(config.maxResponseBytes(), InstantSource.system()))
                .build();
    }
}
