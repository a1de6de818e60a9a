package dev.morlens.protocol.abi;

import dev.morlens.chain.abi.AbiWords;
import dev.morlens.protocol.state.AddressListPage;
import dev.morlens.protocol.state.IdPage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Reads returned lists of {@code (values, total)}. */
final class AbiLists {

    private AbiLists() {}

    static IdPage ids(AbiWords abiWords) {
        return new IdPage(values(abiWords, abiWords.target(0, 0), abiWords::hash), total(abiWords));
    }

    static AddressListPage addresses(AbiWords abiWords) {
        return new AddressListPage(values(abiWords, abiWords.target(0, 0), abiWords::address), total(abiWords));
    }

    /** Values of one word each; more than the data has are refused. */
    private static <T> List<T> values(AbiWords abiWords, int array, IntFunction<T> reader) {
        int length = abiWords.number(array, abiWords.count());
        List<T> values = new ArrayList<>(length);
        for (int i = 1; i <= length; i++) {
            values.add(reader.apply(array + i));
        }
        return List.copyOf(values);
    }

    private static long total(AbiWords abiWords) {
        return abiWords.number(1, Integer.MAX_VALUE);
    }
}
