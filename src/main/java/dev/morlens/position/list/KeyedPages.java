package dev.morlens.position.list;

import dev.morlens.ask.AsOf;
import dev.morlens.position.list.Listing.PageRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/** Parts of a list that is at hand as a whole. Its cursor names the last item given, so what is new shifts nothing. */
public final class KeyedPages {

    private static final int CHECKSUM = Integer.BYTES;

    private KeyedPages() {}

    /**
     * @param all everything that there is, in the list's order
     * @param wanted what the list shows of it: an item that it stopped showing is still a place to go on from
     * @param key an item's own bytes
     * @param list the network and every filter of the list, as text
     * @throws CursorException if the cursor is another list's, or its item is gone
     */
    public static <T> Listing<T> page(
            AsOf asOf,
            List<T> all,
            Predicate<T> wanted,
            Function<T, byte[]> key,
            String list,
            PageRequest pageRequest) {
        int from = pageRequest
                .cursor()
                .map(cursor -> after(cursor, all, key, list))
                .orElse(0);
        List<T> found = all.subList(from, all.size()).stream()
                .filter(wanted)
                .limit(pageRequest.limit() + 1L)
                .toList();
        if (found.size() <= pageRequest.limit()) {
            return new Listing<>(asOf, found, Optional.empty());
        }
        List<T> items = found.subList(0, pageRequest.limit());
        byte[] next = cursor(list, key.apply(items.getLast()));
        return new Listing<>(
                asOf,
                List.copyOf(items),
                Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(next)));
    }

    private static <T> int after(String cursor, List<T> all, Function<T, byte[]> key, String list) {
        byte[] given = decode(cursor);
        if (given.length <= CHECKSUM || ByteBuffer.wrap(given).getInt() != checksum(list)) {
            throw CursorException.ofAnotherList();
        }
        byte[] last = Arrays.copyOfRange(given, CHECKSUM, given.length);
        for (int i = 0; i < all.size(); i++) {
            if (Arrays.equals(last, key.apply(all.get(i)))) {
                return i + 1;
            }
        }
        throw CursorException.orphaned();
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
