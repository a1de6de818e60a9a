package dev.morlens.position;

import dev.morlens.position.Listing.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32;

/** Parts of a list that is at hand as a whole. Its cursor names the last item given, so what is new shifts nothing. */
public final class KeyedPages {

    private static final int CHECKSUM = Integer.BYTES;

    private KeyedPages() {}

    /**
     * @param key an item's own bytes
     * @param list the network and every filter of the list, as text
     * @throws CursorException if the cursor is another list's, or its item is gone
     */
    public static <T> Listing<T> page(AsOf asOf, List<T> all, Function<T, byte[]> key, String list, Part part) {
        int from = part.cursor().map(cursor -> after(cursor, all, key, list)).orElse(0);
        int to = Math.min(all.size(), from + part.limit());
        Optional<String> next = to < all.size()
                ? Optional.of(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(cursor(list, key.apply(all.get(to - 1)))))
                : Optional.empty();
        return new Listing<>(asOf, List.copyOf(all.subList(from, to)), next);
    }

    private static <T> int after(String cursor, List<T> all, Function<T, byte[]> key, String list) {
        ByteBuffer given = ByteBuffer.wrap(decode(cursor));
        for (int i = 0; i < all.size(); i++) {
            if (given.equals(ByteBuffer.wrap(cursor(list, key.apply(all.get(i)))))) {
                return i + 1;
            }
        }
        boolean ours = given.remaining() > CHECKSUM && given.getInt(0) == checksum(list);
        throw ours ? CursorException.orphaned() : CursorException.ofAnotherList();
    }

    private static byte[] cursor(String list, byte[] key) {
        return ByteBuffer.allocate(CHECKSUM + key.length)
                .putInt(checksum(list))
                .put(key)
                .array();
    }

    private static byte[] decode(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw CursorException.unreadable();
        }
    }

    private static int checksum(String list) {
        CRC32 crc = new CRC32();
        crc.update(list.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
