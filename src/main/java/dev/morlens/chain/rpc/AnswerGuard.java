package dev.morlens.chain.rpc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Looks at each HTTP answer before it is read: bounds its size after decompression, and sorts out statuses. JSON-RPC
 * errors that come with a status of failure, as several providers send them, are passed on as what they are.
 */
final class AnswerGuard implements Interceptor {

    private static final int OK = 200;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    private static final long LONGEST_ERROR = 65_536;

    private final long maxBytes;

    AnswerGuard(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response answer = chain.proceed(chain.request());
        ResponseBody body = answer.body();
        if (answer.isSuccessful()) {
            return answer.newBuilder().body(bounded(body, maxBytes)).build();
        }
        try (body) {
            return failure(answer, body);
        }
    }

    private static Response failure(Response answer, ResponseBody body) throws IOException {
        byte[] start = bounded(body, LONGEST_ERROR).bytes();
        boolean spoken = new String(start, StandardCharsets.UTF_8).contains("\"error\"");
        if (!spoken || answer.code() == TOO_MANY || answer.code() == TOO_LARGE) {
            throw refusal(answer);
        }
        return answer.newBuilder()
                .code(OK)
                .body(ResponseBody.create(start, body.contentType()))
                .build();
    }

    private static IOException refusal(Response answer) {
        return answer.code() == TOO_LARGE
                ? new AnswerTooLargeException("HTTP status 413")
                : new HttpStatusException(answer.code(), retryAfter(answer.header("Retry-After")));
    }

    /** Seconds; the form with a date is rare, and the usual back-off serves it. */
    private static Duration retryAfter(String header) {
        boolean seconds = header != null && header.matches("\\d{1,6}");
        return seconds ? Duration.ofSeconds(Long.parseLong(header)) : null;
    }

    private static ResponseBody bounded(ResponseBody body, long maxBytes) {
        Source counted = new ForwardingSource(body.source()) {
            private long seen;

            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                long got = super.read(sink, byteCount);
                seen += Math.max(0, got);
                if (seen > maxBytes) {
                    throw new AnswerTooLargeException("expected an answer of at most " + maxBytes + " bytes, got more");
                }
                return got;
            }
        };
        return ResponseBody.create(Okio.buffer(counted), body.contentType(), -1);
    }
}
