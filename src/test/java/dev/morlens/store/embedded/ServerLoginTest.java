package dev.morlens.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerLoginTest {

    @Test
    void aPasswordThatBeginsLikeAnotherLeavesNothingOfItReadable() {
        ServerLogin login = new ServerLogin("jdbc:postgresql://db.example/mor?password=tiger-lily", "mor", "tiger");

        assertThat(login.withoutSecrets("neither tiger-lily nor tiger")).isEqualTo("neither *** nor ***");
        assertThat(login).hasToString("mor at jdbc:postgresql://db.example/mor?password=***");
    }

    @Test
    void aLoginWithoutAPasswordChangesNothing() {
        ServerLogin login = new ServerLogin("jdbc:postgresql://db.example/mor", "mor", "");

        assertThat(login).hasToString("mor at jdbc:postgresql://db.example/mor");
    }
}
