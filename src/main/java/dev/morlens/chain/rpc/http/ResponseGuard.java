package dev.morlens.chain.rpc.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Looks at each HTTP answer before it is read: bounds its size after decompression, and sorts out statuses. A list of
 * JSON-RPC answers that comes with a status of failure, as several providers send it, is passed on as what it is.
 */
public final class ResponseGuard implements Interceptor {

    private static final int OK = 200;
    private static final int TOO_LARGE = 413;
    private static final long LONGEST_ERROR = 65_536;

    private final long maxBytes;
    private final InstantSource clock;

    /** @param clock tells how long it is to a date that an endpoint names */
    public ResponseGuard(long maxBytes, InstantSource clock) {
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response answer = chain.proceed(chain.request());
        ResponseBody body = answer.body();
        if (answer.isSuccessful()) {
            return answer.newBuilder().body(bounded(body, maxBytes)).build();
        }
        try (body) {
            return failure(answer, beginning(body.source()));
        }
    }

    private Response failure(Response answer, byte[] start) throws IOException {
        String text = new String(start, StandardCharsets.UTF_8).strip();
        if (text.startsWith("[") && text.contains("\"error\"")) {
            return answer.newBuilder()
                    .code(OK)
                    .body(ResponseBody.create(start, answer.body().contentType()))
                    .build();
        }
        if (answer.code() == TOO_LARGE && !text.contains("\"error\"")) {
            throw new ResponseTooLargeException("HTTP status 413");
        }
        throw new HttpStatusException(answer.code(), text, retryAfter(answer.header("Retry-After")));
    }

    /** What a failure says stands at its beginning, however long its page is. */
    private static byte[] beginning(BufferedSource body) throws IOException {
        body.request(LONGEST_ERROR);
        return body.getBuffer()
                .readByteArray(Math.min(LONGEST_ERROR, body.getBuffer().size()));
    }

    /** Seconds, or a date (RFC 9110, section 10.2.3); null where there is neither. */
    private Duration retryAfter(String header) {
        if (header == null) {
            return null;
        }
        if (header.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            Duration until = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static ResponseBody bounded(ResponseBody body, long maxBytes) {
        Source counted = new ForwardingSource(body.source()) {
            private long seen;

            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                long got = super.read(sink, byteCount);
                seen += Math.max(0, got);
                if (seen > maxBytes) {
                    throw new ResponseTooLargeException(
                            "expected an answer of at most " + maxBytes + " bytes, got more");
                }
                return got;
            }
        };
        return ResponseBody.create(Okio.buffer(counted), body.contentType(), -1);
    }
}
