package dev.morlens.chain.rpc.json;

import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogsBloom;

/** Makes headers of JSON, distrusting every field. */
public final class HeaderParser {

    private HeaderParser() {}

    public static BlockHeader read(HeaderJson json) {
        BlockRef ref = new BlockRef(
                JsonFields.quantity("block.number", json.number()),
                JsonFields.hash("block.hash", json.hash()),
                JsonFields.time("block.timestamp", json.timestamp()));
        return new BlockHeader(ref, JsonFields.hash("block.parentHash", json.parentHash()), bloom(json.logsBloom()));
    }

    public static BlockHeader numbered(long asked, HeaderJson json) {
        BlockHeader header = read(json);
        if (header.number() != asked) {
            throw JsonFields.wrong("block.number", "the " + asked + " asked for", header.number());
        }
        return header;
    }

    public static BlockHeader hashed(Hash asked, HeaderJson json) {
        BlockHeader header = read(json);
        if (!header.hash().equals(asked)) {
            throw JsonFields.wrong("block.hash", "the " + asked + " asked for", header.hash());
        }
        return header;
    }

    private static LogsBloom bloom(String value) {
        byte[] bits = JsonFields.bytes("block.logsBloom", value);
        try {
            return new LogsBloom(bits);
        } catch (IllegalArgumentException e) {
            throw JsonFields.wrong("block.logsBloom", "256 bytes", bits.length + " bytes");
        }
    }
}
