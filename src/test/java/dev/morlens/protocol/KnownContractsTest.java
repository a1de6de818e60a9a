package dev.morlens.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.value.Address;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The network's own contracts and those that are configured (docs/protocol.md, P45). */
class KnownContractsTest {

    private static final Address DIAMOND = Address.of("0x" + "d1".repeat(20));
    private static final Address TOKEN = Address.of("0x" + "70".repeat(20));
    private static final Address SOME = Address.of("0x" + "b1".repeat(20));

    @Test
    void theNetworksOwnAreKnownWithoutBeingNamedAndOthersWithTheirSource() {
        KnownContracts known =
                KnownContracts.of(DIAMOND, TOKEN, List.of("builders = " + SOME + " = somebody's list = of today"));
        assertThat(known.of(SOME))
                .hasValue(new KnownContract(ContractKind.BUILDERS, SOME, Optional.of("somebody's list = of today")));
        assertThat(known.of(DIAMOND).orElseThrow().kind()).isEqualTo(ContractKind.INFERENCE_CONTRACT);
        assertThat(known.of(TOKEN).orElseThrow().kind()).isEqualTo(ContractKind.TOKEN);
        assertThat(known.of(Address.ZERO).orElseThrow().kind()).isEqualTo(ContractKind.ZERO_ADDRESS);
        assertThat(known.of(Address.of("0x1111111111111111111111111111111111111111")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"builders", "bakery=0xb1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1", "=", "builders:0x12"})
    void whatCannotBeReadIsRefusedWithTheKindsThatThereAre(String entry) {
        assertThatThrownBy(() -> KnownContracts.of(DIAMOND, TOKEN, List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("builders-treasury")
                .hasMessageContaining(entry);
    }

    @Test
    void aMistypedAddressAndOneNamedTwiceAreRefused() {
        assertThatThrownBy(() -> KnownContracts.of(
                        DIAMOND, TOKEN, List.of("builders=0x42bB446eAE6dca7723a9eBdb81EA88aFe77eF4B9")))
                .hasMessageContaining("checksum");
        assertThatThrownBy(() -> KnownContracts.of(DIAMOND, TOKEN, List.of("builders=" + TOKEN)))
                .hasMessageContaining("once")
                .hasMessageContaining("token");
    }

    @ParameterizedTest
    @CsvSource({"base, 14", "base-sepolia, 5"})
    void thoseThatComeConfiguredCanBeRead(String network, int number) throws IOException {
        Properties shipped = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            shipped.load(reader);
        }
        List<String> entries = List.of(shipped.getProperty("morlens.networks." + network + ".contracts")
                .split(","));
        KnownContracts known = KnownContracts.of(DIAMOND, TOKEN, entries);
        assertThat(known.byAddress()).hasSize(number + 4);
        assertThat(known.byAddress().values().stream()
                        .filter(one -> one.source().isPresent()))
                .hasSize(number);
    }
}
