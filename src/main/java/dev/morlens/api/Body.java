package dev.morlens.api;

import dev.morlens.position.AsOf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an answer says, with gaps where the block belongs that it is said of: as long as nothing else changes, the same body
 * serves for every new head.
 */
public final class Body {

    private final List<byte[]> parts;
    private final int length;

    /** What was sent last: of one head to the next there are many answers. */
    private volatile Filled last;

    private record Filled(byte[] block, byte[] whole) {}

    private Body(List<byte[]> parts) {
        this.parts = parts;
        this.length = parts.stream().mapToInt(part -> part.length).sum();
    }

    /** @param block what fills the gaps of the whole as it is given */
    public static Body of(byte[] whole, byte[] block) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int gap = find(whole, block, 0); gap >= 0; gap = find(whole, block, from)) {
            parts.add(Arrays.copyOfRange(whole, from, gap));
            from = gap + block.length;
        }
        parts.add(Arrays.copyOfRange(whole, from, whole.length));
        return new Body(List.copyOf(parts));
    }

    /** Of a JSON answer: what its {@code asOf} says of the block, in the order of {@link AsOfView}. */
    static byte[] json(AsOf asOf) {
        String fields = "\"blockNumber\":" + asOf.block().number() + ",\"blockHash\":\""
                + asOf.block().hash() + "\",\"timestamp\":\"" + asOf.now() + '"';
        return fields.getBytes(StandardCharsets.UTF_8);
    }

    /** The whole of it, with that in its gaps. Nobody may write to it. */
    public byte[] with(byte[] block) {
        Filled known = last;
        if (known == null || !Arrays.equals(known.block(), block)) {
            known = new Filled(block, filled(block));
            last = known;
        }
        return known.whole();
    }

    List<byte[]> parts() {
        return parts;
    }

    /** Whether it names its block at all. */
    public boolean hasGaps() {
        return parts.size() > 1;
    }

    /** In bytes, with the whole that was sent last. */
    public int weight() {
        return 2 * length;
    }

    private byte[] filled(byte[] block) {
        byte[] whole = new byte[length + (parts.size() - 1) * block.length];
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                System.arraycopy(block, 0, whole, at, block.length);
                at += block.length;
            }
            System.arraycopy(parts.get(i), 0, whole, at, parts.get(i).length);
            at += parts.get(i).length;
        }
        return whole;
    }

    private static int find(byte[] whole, byte[] sought, int from) {
        for (int at = from; at <= whole.length - sought.length; at++) {
            if (whole[at] == sought[0] && Arrays.equals(whole, at, at + sought.length, sought, 0, sought.length)) {
                return at;
            }
        }
        return -1;
    }
}
