package dev.morlens.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.api.limit.Conduct.Fault;
import dev.morlens.api.limit.Conduct.Patience;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConductTest {

    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));

    private final Conduct conduct = new Conduct(0);

    private static long at(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private static HttpServerRequest request(boolean ended) {
        return (HttpServerRequest) Proxy.newProxyInstance(
                ConductTest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> method.getName().equals("isEnded") ? ended : null);
    }

    @Test
    void aNewConnectionOwesARequestHoweverMuchDripsIn() {
        conduct.heard(at(9));
        assertThat(conduct.fault(PATIENCE, at(10))).isEmpty();
        assertThat(conduct.fault(PATIENCE, at(11))).contains(Fault.HEAD);
    }

    @Test
    void aBodyMayTakeItsTimeAndNoMore() {
        conduct.began(request(false), true, at(5));
        assertThat(conduct.fault(PATIENCE, at(25))).isEmpty();
        assertThat(conduct.fault(PATIENCE, at(26))).contains(Fault.BODY);
    }

    @Test
    void aRequestWithoutABodyOwesNone() {
        conduct.began(request(false), false, at(5));
        assertThat(conduct.fault(PATIENCE, at(5_000))).isEmpty();
    }

    @Test
    void anAnswerThatTakesLongIsNoFaultOfTheClients() {
        conduct.began(request(true), true, at(5));
        assertThat(conduct.fault(PATIENCE, at(5_000))).isEmpty();
    }

    @Test
    void betweenRequestsNothingIsOwedUntilTheFirstByteOfTheNext() {
        conduct.began(request(true), true, at(1));
        conduct.heard(at(2));
        conduct.ended();
        assertThat(conduct.fault(PATIENCE, at(60))).isEmpty();
        conduct.heard(at(61));
        conduct.heard(at(70));
        assertThat(conduct.fault(PATIENCE, at(71))).isEmpty();
        assertThat(conduct.fault(PATIENCE, at(72))).contains(Fault.HEAD);
    }

    @Test
    void whatIsReadInTimeIsForgotten() {
        conduct.began(request(true), true, at(1));
        conduct.unread(true, at(2));
        conduct.unread(true, at(31));
        assertThat(conduct.fault(PATIENCE, at(32))).isEmpty();
        assertThat(conduct.fault(PATIENCE, at(33))).contains(Fault.UNREAD);
        conduct.unread(false, at(34));
        conduct.unread(true, at(35));
        assertThat(conduct.fault(PATIENCE, at(64))).isEmpty();
    }
}
