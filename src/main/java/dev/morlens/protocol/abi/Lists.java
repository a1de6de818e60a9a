package dev.morlens.protocol.abi;

import dev.morlens.chain.abi.Words;
import dev.morlens.protocol.state.AddressPage;
import dev.morlens.protocol.state.IdPage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Reads returned lists of {@code (values, total)}. */
final class Lists {

    private Lists() {}

    static IdPage ids(Words words) {
        return new IdPage(values(words, words.target(0, 0), words::hash), total(words));
    }

    static AddressPage addresses(Words words) {
        return new AddressPage(values(words, words.target(0, 0), words::address), total(words));
    }

    /** Values of one word each; more than the data has are refused. */
    private static <T> List<T> values(Words words, int array, IntFunction<T> reader) {
        int length = words.number(array, words.count());
        List<T> values = new ArrayList<>(length);
        for (int i = 1; i <= length; i++) {
            values.add(reader.apply(array + i));
        }
        return List.copyOf(values);
    }

    private static long total(Words words) {
        return words.number(1, Integer.MAX_VALUE);
    }
}
