package dev.morlens.api.answer;

import dev.morlens.ask.AsOf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an answer says, with gaps where the block belongs that it is said of: as long as nothing else changes, the same body
 * serves for every new head.
 */
public final class BodyTemplate {

    private final List<byte[]> parts;
    private final int[] gaps;
    private final int length;

    /** What was sent last: of one head to the next there are many answers. */
    private volatile Filled last;

    private record Filled(List<byte[]> block, byte[] whole) {

        boolean isOf(List<byte[]> other) {
            for (int i = 0; i < block.size(); i++) {
                if (!Arrays.equals(block.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private BodyTemplate(List<byte[]> parts, int[] gaps) {
        this.parts = parts;
        this.gaps = gaps;
        this.length = parts.stream().mapToInt(part -> part.length).sum();
    }

    /** @param block what is said of it, wherever that stands in the whole: there are the gaps, as many as they are */
    public static BodyTemplate of(byte[] whole, List<byte[]> block) {
        List<byte[]> parts = new ArrayList<>();
        IntStream.Builder gaps = IntStream.builder();
        int from = 0;
        for (int at = 0; at < whole.length; ) {
            int found = which(whole, at, block);
            if (found < 0) {
                at++;
            } else {
                parts.add(Arrays.copyOfRange(whole, from, at));
                gaps.add(found);
                at += block.get(found).length;
                from = at;
            }
        }
        parts.add(Arrays.copyOfRange(whole, from, whole.length));
        return new BodyTemplate(List.copyOf(parts), gaps.build().toArray());
    }

    /** Of a JSON answer. */
    public static List<byte[]> json(AsOf asOf) {
        return BlockFields.of(asOf).json();
    }

    /** The whole of it, with that in its gaps. Nobody may write to it. */
    public byte[] with(List<byte[]> block) {
        Filled known = last;
        if (known == null || !known.isOf(block)) {
            known = new Filled(block, filled(block));
            last = known;
        }
        return known.whole();
    }

    List<byte[]> parts() {
        return parts;
    }

    /** Which kind of gap comes after each part but the last. */
    int[] gaps() {
        return gaps;
    }

    /** In bytes, with the whole that was sent last. */
    public int weight() {
        return 2 * length;
    }

    private byte[] filled(List<byte[]> block) {
        ByteBuffer whole = ByteBuffer.allocate(
                length + IntStream.of(gaps).map(gap -> block.get(gap).length).sum());
        for (int i = 0; i < gaps.length; i++) {
            whole.put(parts.get(i)).put(block.get(gaps[i]));
        }
        return whole.put(parts.getLast()).array();
    }

    /** What of the block stands at that place; -1 if nothing does. */
    private static int which(byte[] whole, int at, List<byte[]> block) {
        for (int i = 0; i < block.size(); i++) {
            byte[] one = block.get(i);
            boolean stands = whole[at] == one[0]
                    && at + one.length <= whole.length
                    && Arrays.equals(whole, at, at + one.length, one, 0, one.length);
            if (stands) {
                return i;
            }
        }
        return -1;
    }
}
