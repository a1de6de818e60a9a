package dev.morlens.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.http.limit.ConnectionTiming.Fault;
import dev.morlens.http.limit.ConnectionTiming.Patience;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionTimingTest {

    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));

    private final ConnectionTiming connectionTiming = new ConnectionTiming(0);

    private static long at(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private static HttpServerRequest request(boolean ended) {
        return (HttpServerRequest) Proxy.newProxyInstance(
                ConnectionTimingTest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> method.getName().equals("isEnded") ? ended : null);
    }

    @Test
    void aNewConnectionOwesARequestHoweverMuchDripsIn() {
        connectionTiming.heard(at(9));
        assertThat(connectionTiming.fault(PATIENCE, at(10))).isEmpty();
        assertThat(connectionTiming.fault(PATIENCE, at(11))).contains(Fault.HEAD);
    }

    @Test
    void aBodyMayTakeItsTimeAndNoMore() {
        connectionTiming.began(request(false), true, at(5));
        assertThat(connectionTiming.fault(PATIENCE, at(25))).isEmpty();
        assertThat(connectionTiming.fault(PATIENCE, at(26))).contains(Fault.BODY);
    }

    @Test
    void aRequestWithoutABodyOwesNone() {
        connectionTiming.began(request(false), false, at(5));
        assertThat(connectionTiming.fault(PATIENCE, at(5_000))).isEmpty();
    }

    @Test
    void anAnswerThatTakesLongIsNoFaultOfTheClients() {
        connectionTiming.began(request(true), true, at(5));
        assertThat(connectionTiming.fault(PATIENCE, at(5_000))).isEmpty();
    }

    @Test
    void betweenRequestsNothingIsOwedUntilTheFirstByteOfTheNext() {
        connectionTiming.began(request(true), true, at(1));
        connectionTiming.heard(at(2));
        connectionTiming.ended();
        assertThat(connectionTiming.fault(PATIENCE, at(60))).isEmpty();
        connectionTiming.heard(at(61));
        connectionTiming.heard(at(70));
        assertThat(connectionTiming.fault(PATIENCE, at(71))).isEmpty();
        assertThat(connectionTiming.fault(PATIENCE, at(72))).contains(Fault.HEAD);
    }

    @Test
    void whatIsReadInTimeIsForgotten() {
        connectionTiming.began(request(true), true, at(1));
        connectionTiming.unread(true, at(2));
        connectionTiming.unread(true, at(31));
        assertThat(connectionTiming.fault(PATIENCE, at(32))).isEmpty();
        assertThat(connectionTiming.fault(PATIENCE, at(33))).contains(Fault.UNREAD);
        connectionTiming.unread(false, at(34));
        connectionTiming.unread(true, at(35));
        assertThat(connectionTiming.fault(PATIENCE, at(64))).isEmpty();
    }
}
