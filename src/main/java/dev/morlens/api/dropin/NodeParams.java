package dev.morlens.api.dropin;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.http.BadParameterException;
import dev.morlens.http.Params;
import java.util.Optional;

/** Reads what the node's clients send. */
final class NodeParams {

    private static final String PREFIX = "0x";

    private NodeParams() {}

    /** 32 bytes of hex; the prefix may be left out. */
    static Hash id(String field, String text) {
        return Params.hash(field, text.startsWith(PREFIX) ? text : PREFIX + text);
    }

    static Address address(String field, String text) {
        return Params.optionalAddress(field, text)
                .orElseThrow(() -> new BadParameterException(
                        field, "expected ?" + field + "=0x…, an address: MorLens has no wallet of its own; got none"));
    }

    /** By the name that the route has for it, or as {@code address}. */
    static Address address(String field, String text, String other) {
        return address(field, Optional.ofNullable(text).orElse(other));
    }
}
