package dev.morlens.chain.rpc.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.ViewCall;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hex;
import dev.morlens.testing.Counts;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.Function;

/** What we lay out by hand is what web3j's encoder makes of it (docs/protocol.md, P46). */
class MulticallTest {

    @Test
    void callsOfAllLengthsAreEncodedAsWeb3jEncodesThem() {
        long seed = Counts.seed("MulticallTest");
        Random random = new Random(seed);
        for (int count = 1; count < 100; count++) {
            List<ViewCall> calls =
                    Stream.generate(() -> call(random)).limit(count).toList();

            ViewCall encoded = Multicall.encode(calls);

            assertThat(encoded.to()).isEqualTo(Multicall.ADDRESS);
            assertThat(Hex.of(encoded.data()))
                    .as("%d calls, seed %d", count, seed)
                    .isEqualTo(FunctionEncoder.encode(asWeb3j(calls)));
        }
    }

    private static ViewCall call(Random random) {
        byte[] data = new byte[random.nextInt(100)];
        random.nextBytes(data);
        return new ViewCall(new Address(random.nextLong(), random.nextLong(), random.nextInt()), data);
    }

    private static Function asWeb3j(List<ViewCall> calls) {
        List<OneCall> each = calls.stream().map(OneCall::new).toList();
        return new Function("aggregate3", List.of(new DynamicArray<>(OneCall.class, each)), List.of());
    }

    /** As web3j wants a struct described. */
    public static final class OneCall extends DynamicStruct {

        OneCall(ViewCall viewCall) {
            super(
                    new org.web3j.abi.datatypes.Address(viewCall.to().toString()),
                    new Bool(true),
                    new DynamicBytes(viewCall.data()));
        }
    }
}
