package dev.morlens.chain.rpc.http;

import java.io.IOException;
import java.util.function.IntConsumer;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * OkHttp sends a request again, on another connection or to another address of the host, where one breaks off before any
 * answer. The endpoint may have counted the first, so that the next waits for a turn as any other does.
 */
final class ResendingInterceptor implements Interceptor {

    /** One exchange: how many calls it holds, and whether they were sent. */
    static final class ExchangeInProgress {
        private final int calls;
        private boolean sent;

        ExchangeInProgress(int calls) {
            this.calls = calls;
        }
    }

    /** What the current thread exchanges. */
    static final ScopedValue<ExchangeInProgress> CURRENT = ScopedValue.newInstance();

    private final Throttle throttle;
    private final IntConsumer sent;

    /** @param sent told how many calls are sent once more */
    ResendingInterceptor(Throttle throttle, IntConsumer sent) {
        this.throttle = throttle;
        this.sent = sent;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        ExchangeInProgress exchangeInProgress = CURRENT.get();
        if (exchangeInProgress.sent) {
            throttle.again(exchangeInProgress.calls);
            sent.accept(exchangeInProgress.calls);
        }
        exchangeInProgress.sent = true;
        return chain.proceed(chain.request());
    }
}
