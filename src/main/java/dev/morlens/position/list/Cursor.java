package dev.morlens.position.list;

import dev.morlens.chain.value.Hash;
import dev.morlens.store.criteria.CursorPage.ChainPlace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Where a list goes on, as text that only we can read: a place on the chain, the block that it is in, and the list it
 * belongs to.
 */
record Cursor(int list, ChainPlace place, Hash block) {

    private static final byte VERSION = 1;
    private static final int BYTES = 1 + 4 + 8 + 4 + 4 + Hash.BYTES + 4;

    /** @param list the network and every filter of the list, as text */
    static Cursor of(String list, ChainPlace chainPlace, Hash block) {
        return new Cursor(checksum(list.getBytes(StandardCharsets.UTF_8)), chainPlace, block);
    }

    /** @throws CursorException if it is not one of ours, or one of another list */
    static Cursor parse(String text, String list) {
        byte[] bytes = decode(text);
        ByteBuffer from = ByteBuffer.wrap(bytes);
        if (bytes.length != BYTES
                || from.get() != VERSION
                || from.getInt(BYTES - 4) != checksum(Arrays.copyOf(bytes, BYTES - 4))) {
            throw CursorException.unreadable();
        }
        Cursor cursor =
                new Cursor(from.getInt(), new ChainPlace(from.getLong(), from.getInt(), from.getInt()), hash(from));
        if (cursor.list != checksum(list.getBytes(StandardCharsets.UTF_8))) {
            throw CursorException.ofAnotherList();
        }
        return cursor;
    }

    String text() {
        ByteBuffer out = ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putInt(list)
                .putLong(place.block())
                .putInt(place.logIndex())
                .putInt(place.seq())
                .put(block.bytes());
        out.putInt(checksum(Arrays.copyOf(out.array(), BYTES - 4)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw CursorException.unreadable();
        }
    }

    private static Hash hash(ByteBuffer from) {
        byte[] bytes = new byte[Hash.BYTES];
        from.get(bytes);
        return Hash.of(bytes);
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
