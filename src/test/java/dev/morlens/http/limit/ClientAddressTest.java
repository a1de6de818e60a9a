package dev.morlens.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "2001:db8::1, 192.0.2.1, false"
    })
    void anAddressOfVersion4AndANetworkOfVersion6AreOneClient(String one, String other, boolean same) {
        assertThat(ClientAddress.parse(one).equals(ClientAddress.parse(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "unknown", "192.0.2.1.example.org", "1.2.3", "_hidden", "2001:db8::1::2"})
    void whatIsNoAddressIsNoClientAndIsNotLookedUp(String text) {
        assertThat(ClientAddress.parse(text)).isEmpty();
    }

    @Test
    void noBytesOfAnotherLengthAreTaken() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> ClientAddress.of(new byte[5]))
                .hasMessage("expected 4 or 16 bytes, got 5");
    }
}
