package dev.morlens.chain.rpc.json;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hex;
import java.util.Map;

/** Parameters as JSON-RPC wants them. */
public final class JsonParams {

    private JsonParams() {}

    public static String quantity(long number) {
        return "0x" + Long.toHexString(number);
    }

    /** A tag, a number, or a hash that must be canonical (EIP-1898). */
    public static Object block(BlockId at) {
        return switch (at) {
            case BlockId.Tagged tagged -> tagged.tag().json();
            case BlockId.Numbered numbered -> quantity(numbered.number());
            case BlockId.Hashed hashed -> Map.of("blockHash", hashed.hash().toString(), "requireCanonical", true);
        };
    }

    public static Map<String, String> call(ViewCall viewCall) {
        return Map.of("to", viewCall.to().toString(), "data", Hex.of(viewCall.data()));
    }

    public static Map<String, String> call(Address from, ViewCall viewCall) {
        return Map.of("from", from.toString(), "to", viewCall.to().toString(), "data", Hex.of(viewCall.data()));
    }
}
