package dev.morlens.chain.rpc.view;

import dev.morlens.chain.value.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * EVM code that returns the words of its contract's storage that the call data names, in that order, and after them the
 * Keccak-256 hash of the call data. By that hash each answer tells whether the code was run: no contract's own code gives it.
 * It takes some 2,700 gas a word, of which the storage read is 2,100 (EIP-2929) and the call data 512 (EIP-2028).
 */
public final class SlotReaderCode {

    private static final int WORD = Hash.BYTES;

    /** What lies on the stack is noted behind each step, the top first; {@code i} counts bytes of call data. */
    public static final String CODE = "0x"
            + "6000" // PUSH1 0          i
            // another word:
            + "5b" // JUMPDEST           i
            + "80" // DUP1               i, i
            + "35" // CALLDATALOAD       slot, i
            + "54" // SLOAD              word, i
            + "81" // DUP2               i, word, i
            + "52" // MSTORE             i
            + "6020" // PUSH1 32         32, i
            + "01" // ADD                i (the next)
            + "80" // DUP1               i, i
            + "36" // CALLDATASIZE       size, i, i
            + "11" // GT                 whether size > i, i
            + "6002" // PUSH1 2          another word, whether, i
            + "57" // JUMPI              i
            // the hash of the call data, from a copy behind the words:
            + "36" // CALLDATASIZE       size, i
            + "6000" // PUSH1 0          0, size, i
            + "36" // CALLDATASIZE       size, 0, size, i
            + "37" // CALLDATACOPY       i
            + "36" // CALLDATASIZE       size, i
            + "36" // CALLDATASIZE       size, size, i
            + "20" // KECCAK256          hash, i
            + "36" // CALLDATASIZE       size, hash, i
            + "52" // MSTORE             i
            + "6020" // PUSH1 32         32, i
            + "01" // ADD                length, of words and hash
            + "6000" // PUSH1 0          0, length
            + "f3"; // RETURN

    private SlotReaderCode() {}

    /** The call data that names those slots, one at least. */
    public static byte[] data(List<Hash> slots) {
        ByteBuffer data = ByteBuffer.allocate(slots.size() * WORD);
        slots.forEach(slot ->
                data.putLong(slot.a()).putLong(slot.b()).putLong(slot.c()).putLong(slot.d()));
        return data.array();
    }

    /**
     * The words of an answer; empty if it was not this code that gave it.
     *
     * @param data the call data of the question
     */
    static Optional<List<Hash>> words(byte[] data, byte[] answer) {
        if (answer.length != data.length + WORD
                || !Hash.at(answer, data.length).equals(Hash.of(org.web3j.crypto.Hash.sha3(data)))) {
            return Optional.empty();
        }
        List<Hash> words = new ArrayList<>(data.length / WORD);
        for (int at = 0; at < data.length; at += WORD) {
            words.add(Hash.at(answer, at));
        }
        return Optional.of(words);
    }
}
