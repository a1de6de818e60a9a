package dev.morlens.chain.rpc;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Call;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hex;
import java.util.Map;

/** Parameters as JSON-RPC wants them. */
final class Json {

    private Json() {}

    static String quantity(long number) {
        return "0x" + Long.toHexString(number);
    }

    /** A tag, a number, or a hash that must be canonical (EIP-1898). */
    static Object block(BlockId at) {
        return switch (at) {
            case BlockId.Tagged tagged -> tagged.tag().json();
            case BlockId.Numbered numbered -> quantity(numbered.number());
            case BlockId.Hashed hashed -> Map.of("blockHash", hashed.hash().toString(), "requireCanonical", true);
        };
    }

    static Map<String, String> call(Call call) {
        return Map.of("to", call.to().toString(), "data", Hex.of(call.data()));
    }

    static Map<String, String> call(Address from, Call call) {
        return Map.of("from", from.toString(), "to", call.to().toString(), "data", Hex.of(call.data()));
    }
}
