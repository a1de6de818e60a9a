package dev.morlens.http;

import com.fasterxml.jackson.core.JacksonException;
import dev.morlens.http.limit.TooManyOfOneClientException;
import dev.morlens.market.offer.MarketUnavailableException;
import dev.morlens.position.list.CursorException;
import dev.morlens.position.live.LiveUnavailableException;
import dev.morlens.position.search.UnknownIdException;
import dev.morlens.position.subscribe.TooManyListenersException;
import dev.morlens.position.time.BeyondHeadException;
import dev.morlens.protocol.UnknownNetworkException;
import dev.morlens.store.db.StoreUnavailableException;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Which problem a failure is. Only what nobody foresaw is an internal error, and says nothing of the inside. */
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private static final Map<Integer, Problem> BY_STATUS = Map.of(
            400, Problem.of("malformed", "This request cannot be understood", 400, "the request is malformed"),
            404, Problem.of("not-found", "There is nothing here", 404, "this path names nothing that is served here"),
            405,
                    Problem.of(
                            "method",
                            "This method is not possible here",
                            405,
                            "MorLens only reads: use GET, or POST where a body asks the question"),
            406, Problem.of("not-acceptable", "No such form", 406, "this answer comes as application/json"),
            411,
                    Problem.of(
                            "length-required",
                            "The length of the body is missing",
                            411,
                            "send Content-Length, no chunks"),
            413, Problem.of("too-large", "The request is too large", 413, "send at most 1,000 addresses at once"),
            414, Problem.of("too-large", "The address line is too long", 414, "send a shorter path or query"),
            415, Problem.of("media-type", "This form of body is not understood", 415, "send application/json"),
            431, Problem.of("too-large", "The headers are too large", 431, "send fewer or shorter headers"));

    private Problems() {}

    public static Problem of(Throwable failure) {
        return switch (failure) {
            case BadParameterException e ->
                Problem.of("bad-parameter", "A part of this request is not what it should be", 400, e.getMessage())
                        .about(e.field());
            case BeyondHeadException e ->
                Problem.of("beyond-head", "The index has not come so far yet", 400, e.getMessage())
                        .about(e.field());
            case CursorException e
            when e.isOrphaned() ->
                Problem.of("cursor-orphaned", "This list has to start again", 410, e.getMessage())
                        .about("cursor");
            case CursorException e ->
                Problem.of("bad-cursor", "This cursor cannot be used here", 400, e.getMessage())
                        .about("cursor");
            case UnknownNetworkException e ->
                Problem.of("unknown-network", "This network is not served here", 404, SafeText.bounded(e.getMessage()))
                        .about("network");
            case TooManyListenersException e ->
                Problem.of("too-many-listeners", "Too many are listening", 503, e.getMessage());
            case TooManyOfOneClientException e ->
                Problem.of("too-many-listeners", "This client listens too often", 429, e.getMessage());
            case UnknownIdException e -> Problem.of("unknown-id", "Nothing found", 404, e.getMessage());
            case MarketUnavailableException e ->
                Problem.of("unavailable", "No answer is possible right now", 503, "try again soon: " + e.getMessage());
            case LiveUnavailableException e ->
                Problem.of("unavailable", "No answer is possible right now", 503, "try again soon: " + e.getMessage());
            case StoreUnavailableException e ->
                Problem.of("unavailable", "No answer is possible right now", 503, "try again soon: " + reason(e));
            case JacksonException e ->
                Problem.of("bad-json", "The body is not the JSON that was expected", 400, expectedBody());
            case WebApplicationException e -> ofStatus(e.getResponse().getStatus(), e);
            case IOException e
            when hasHungUp(e) ->
                Problem.of("hung-up", "The connection was closed", 400, "the request broke off in the middle");
            default -> internal(failure);
        };
    }

    /** The problem that a bare HTTP status stands for. */
    public static Problem ofStatus(int status, Throwable failure) {
        if (status >= 500 && status != 503) {
            return internal(failure);
        }
        return BY_STATUS.getOrDefault(
                status, Problem.of("refused", "This request is refused", status, "the request cannot be answered"));
    }

    /** @param allowed what one client may ask */
    static Problem tooMany(String allowed, long seconds) {
        return Problem.of(
                "too-many-requests",
                "Too many requests",
                429,
                "one client may send %s: ask again in %d s".formatted(allowed, seconds));
    }

    public static String expectedBody() {
        return "expected {\"addresses\": [\"0x…\", …]} with at most 1,000 addresses as application/json";
    }

    private static String reason(StoreUnavailableException e) {
        return e.getMessage() == null || e.getCause() != null ? "the database does not answer" : e.getMessage();
    }

    /** Nobody is there to read the answer, and a log that each of them filled would be a flood of its own. */
    private static boolean hasHungUp(IOException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof HttpClosedException || cause instanceof ClosedChannelException);
    }

    private static Problem internal(Throwable failure) {
        LOG.error("a request failed in a way that nobody foresaw", failure);
        return Problem.of("internal", "Something went wrong on our side", 500, "the failure was recorded");
    }
}
