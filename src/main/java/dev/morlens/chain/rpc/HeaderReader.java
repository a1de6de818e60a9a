package dev.morlens.chain.rpc;

import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogsBloom;

/** Makes headers of JSON, distrusting every field. */
final class HeaderReader {

    private HeaderReader() {}

    static BlockHeader read(HeaderJson json) {
        BlockRef ref = new BlockRef(
                Fields.quantity("block.number", json.number()),
                Fields.hash("block.hash", json.hash()),
                Fields.time("block.timestamp", json.timestamp()));
        return new BlockHeader(ref, Fields.hash("block.parentHash", json.parentHash()), bloom(json.logsBloom()));
    }

    static BlockHeader numbered(long asked, HeaderJson json) {
        BlockHeader header = read(json);
        if (header.number() != asked) {
            throw Fields.wrong("block.number", "the " + asked + " asked for", header.number());
        }
        return header;
    }

    static BlockHeader hashed(Hash asked, HeaderJson json) {
        BlockHeader header = read(json);
        if (!header.hash().equals(asked)) {
            throw Fields.wrong("block.hash", "the " + asked + " asked for", header.hash());
        }
        return header;
    }

    private static LogsBloom bloom(String value) {
        byte[] bits = Fields.bytes("block.logsBloom", value);
        try {
            return new LogsBloom(bits);
        } catch (IllegalArgumentException e) {
            throw Fields.wrong("block.logsBloom", "256 bytes", bits.length + " bytes");
        }
    }
}
