package dev.morlens.chain.rpc.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;
import okhttp3.OkHttpClient;
import org.web3j.protocol.core.BatchRequest;
import org.web3j.protocol.core.BatchResponse;
import org.web3j.protocol.http.HttpService;

/** web3j's HTTP transport, throttled and counted. */
public final class RpcChannel extends HttpService {

    /** Calls in the exchange that the current thread makes. */
    private static final ScopedValue<Integer> CALLS = ScopedValue.newInstance();

    private final Throttle throttle;
    private final IntConsumer sent;
    private final IntConsumer received;

    /**
     * @param sent told how many calls each exchange holds
     * @param received told the bytes of each answer, uncompressed
     */
    public RpcChannel(String url, OkHttpClient http, Throttle throttle, IntConsumer sent, IntConsumer received) {
        super(
                url,
                http.newBuilder()
                        .addNetworkInterceptor(new ResendingInterceptor(throttle, sent))
                        .build());
        this.throttle = throttle;
        this.sent = sent;
        this.received = received;
    }

    @Override
    public BatchResponse sendBatch(BatchRequest batch) throws IOException {
        return ScopedValue.where(CALLS, batch.getRequests().size()).call(() -> super.sendBatch(batch));
    }

    @Override
    protected InputStream performIO(String payload) throws IOException {
        int calls = CALLS.orElse(1);
        sent.accept(calls);
        byte[] answer = throttle.pass(calls, () -> exchange(payload, calls));
        received.accept(answer.length);
        return new ByteArrayInputStream(payload.startsWith("[") ? asArray(answer) : answer);
    }

    private byte[] exchange(String payload, int calls) throws IOException {
        return ScopedValue.where(ResendingInterceptor.CURRENT, new ResendingInterceptor.ExchangeInProgress(calls))
                .call(() -> {
                    try (InputStream in = super.performIO(payload)) {
                        return in.readAllBytes();
                    }
                });
    }

    /** A batch that is refused as a whole is answered by one object, which web3j's batches do not expect. */
    private static byte[] asArray(byte[] answer) {
        String start = new String(answer, 0, Math.min(answer.length, 64), StandardCharsets.UTF_8);
        if (!start.stripLeading().startsWith("{")) {
            return answer;
        }
        byte[] array = Arrays.copyOf(new byte[] {'['}, answer.length + 2);
        System.arraycopy(answer, 0, array, 1, answer.length);
        array[array.length - 1] = ']';
        return array;
    }
}
