package dev.morlens.chain.rpc.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcEndpointTest {

    private static final String KEY = "s3cr3t";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host.example/v2/" + KEY + "|x",
                "https://host.example/v2/" + KEY + " ",
                "ftp://" + KEY + "@host.example",
                "https:///" + KEY,
                KEY,
                "https://host.example/%zz" + KEY
            })
    void aMalformedUrlIsRefusedWithoutBeingRepeated(String url) {
        Throwable refusal = catchThrowable(() -> RpcEndpoint.of(url + "|"));
        assertThat(refusal).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected an RPC URL");
        assertThat(refusal).hasMessageNotContaining(KEY).hasNoCause();
    }

    @Test
    void keysInPathQueryAndUserAreBlottedOutAsTheyStandAndDecoded() {
        RpcEndpoint rpcEndpoint =
                RpcEndpoint.of("https://me:pa55%2Fword@host.example:8443/v2/long-enough-key?apikey=k%3D1&x=abc");
        String told = rpcEndpoint.withoutSecrets(
                "pa55%2Fword pa55/word long-enough-key k%3D1 k=1 abc at host.example, path v2, apikey is wrong");
        assertThat(told).isEqualTo("*** *** *** *** *** *** at host.example, path v2, apikey is wrong");
        assertThat(rpcEndpoint.toString()).isEqualTo("host.example:8443");
    }
}
