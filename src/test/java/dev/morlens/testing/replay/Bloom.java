package dev.morlens.testing.replay;

import dev.morlens.chain.value.Hash;
import dev.morlens.testing.replay.history.LogWriter;
import dev.morlens.testing.replay.history.World;
import dev.morlens.testing.replay.view.Abi;

/** The logs bloom of a block or a transaction (Ethereum yellow paper, 4.4.1). */
final class Bloom {

    static final byte[] EMPTY = new byte[256];

    private final byte[] bits = new byte[EMPTY.length];

    static byte[] of(World world, LogWriter writer, int first, int end) {
        Bloom bloom = new Bloom();
        for (int log = first; log < end; log++) {
            bloom.set(world.logs.kind(log).emitter().bytes());
            for (Hash topic : writer.topics(log)) {
                bloom.set(topic.bytes());
            }
        }
        return bloom.bits;
    }

    private void set(byte[] item) {
        Hash hash = Abi.keccak(item);
        for (int shift = 48; shift >= 16; shift -= 16) {
            int bit = (int) (hash.a() >>> shift) & 2_047;
            bits[bits.length - 1 - bit / 8] |= (byte) (1 << bit % 8);
        }
    }
}
