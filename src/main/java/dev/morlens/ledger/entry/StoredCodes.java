package dev.morlens.ledger.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/** The constants of an enum by the codes that the database keeps for them. Codes never change, whatever the order is. */
final class StoredCodes<E extends Enum<E>> {

    private final Class<E> type;
    private final Map<Integer, E> constants = new HashMap<>();

    /** @throws IllegalArgumentException if two constants have the same code */
    StoredCodes(Class<E> type, ToIntFunction<E> code) {
        this.type = type;
        for (E constant : type.getEnumConstants()) {
            E other = constants.put(code.applyAsInt(constant), constant);
            if (other != null) {
                throw new IllegalArgumentException("expected a code for each constant of %s, got %d for %s and for %s"
                        .formatted(type.getSimpleName(), code.applyAsInt(constant), other, constant));
            }
        }
    }

    /** @throws IllegalArgumentException if no constant has that code */
    E of(int code) {
        E found = constants.get(code);
        if (found == null) {
            throw new IllegalArgumentException("expected a code of %s, one of %s, got %d"
                    .formatted(type.getSimpleName(), new TreeSet<>(constants.keySet()), code));
        }
        return found;
    }
}
