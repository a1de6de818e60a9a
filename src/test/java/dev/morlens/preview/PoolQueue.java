package dev.morlens.preview;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Who waits in a pool's queue and in which order, by the local chain's storage: no view tells (PoolStores.sol). */
final class PoolQueue {

    private static final int QUEUE = 8;
    private static final int FIRST = 9;

    private PoolQueue() {}

    static List<Address> read(PreviewStage stage, BlockId at, Address hot) {
        byte[] place = keccak("diamond.standard.delegatestaking.storage".getBytes(StandardCharsets.US_ASCII));
        byte[] key = new byte[64];
        System.arraycopy(hot.bytes(), 0, key, 12, 20);
        System.arraycopy(place, 0, key, 32, 32);
        BigInteger pool = new BigInteger(1, keccak(key));
        BigInteger queue = pool.add(BigInteger.valueOf(QUEUE));
        int end = number(stage, at, queue).intValueExact();
        int first = number(stage, at, pool.add(BigInteger.valueOf(FIRST))).intValueExact();
        BigInteger rows = new BigInteger(1, keccak(slot(queue).bytes()));
        List<Address> waiting = new ArrayList<>();
        for (int i = first; i < end; i++) {
            byte[] word = word(stage, at, rows.add(BigInteger.valueOf(i)));
            waiting.add(Address.of(Arrays.copyOfRange(word, 12, 32)));
        }
        return waiting;
    }

    private static BigInteger number(PreviewStage stage, BlockId at, BigInteger slot) {
        return new BigInteger(1, word(stage, at, slot));
    }

    private static byte[] word(PreviewStage stage, BlockId at, BigInteger slot) {
        return stage.node
                .storage(at, stage.network.diamond(), List.of(slot(slot)))
                .getFirst()
                .bytes();
    }

    private static Hash slot(BigInteger number) {
        return Hash.of("0x%064x".formatted(number.mod(BigInteger.TWO.pow(256))));
    }

    private static byte[] keccak(byte[] input) {
        return org.web3j.crypto.Hash.sha3(input);
    }
}
