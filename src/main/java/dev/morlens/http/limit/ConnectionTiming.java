package dev.morlens.http.limit;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/** How the client of one connection behaves. Times are nanoseconds of a monotonic clock; one thread touches it. */
final class ConnectionTiming {

    private static final long NEVER = Long.MIN_VALUE;

    private long headSince;
    private long bodySince;
    private long unreadSince = NEVER;
    private int inFlight;
    private HttpServerRequest arriving;

    /** A new connection owes a request. */
    ConnectionTiming(long now) {
        this.headSince = now;
    }

    /** Bytes came. Those that belong to no request yet are the beginning of the next. */
    void heard(long now) {
        if (inFlight == 0 && headSince == NEVER) {
            headSince = now;
        }
    }

    /** @param hasBody one without never ends where nobody reads it */
    void began(HttpServerRequest request, boolean hasBody, long now) {
        inFlight++;
        headSince = NEVER;
        arriving = hasBody ? request : null;
        bodySince = now;
    }

    void ended() {
        inFlight--;
        arriving = null;
    }

    void unread(boolean full, long now) {
        if (!full) {
            unreadSince = NEVER;
        } else if (unreadSince == NEVER) {
            unreadSince = now;
        }
    }

    /** What the server has waited for too long, if for anything. */
    Optional<Fault> fault(Patience patience, long now) {
        if (isOver(headSince, patience.head(), now)) {
            return Optional.of(Fault.HEAD);
        }
        if (arriving != null && !arriving.isEnded() && isOver(bodySince, patience.body(), now)) {
            return Optional.of(Fault.BODY);
        }
        return isOver(unreadSince, patience.unread(), now) ? Optional.of(Fault.UNREAD) : Optional.empty();
    }

    private static boolean isOver(long since, Duration patience, long now) {
        return since != NEVER && now - since > patience.toNanos();
    }

    /** Why a connection is closed. */
    enum Fault {
        HEAD,
        BODY,
        UNREAD,
        TOO_MANY
    }

    record Patience(Duration head, Duration body, Duration unread) {

        Duration shortest() {
            return head.compareTo(body) < 0 ? least(head, unread) : least(body, unread);
        }

        private static Duration least(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }
}
