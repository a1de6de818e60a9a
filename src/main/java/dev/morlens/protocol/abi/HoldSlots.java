package dev.morlens.protocol.abi;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where the Diamond stores a user's hold rows (docs/protocol.md, P21; Solidity's layout of mappings and arrays). */
public final class HoldSlots {

    private static final BigInteger SESSIONS =
            number(keccak("diamond.standard.sessions.storage".getBytes(StandardCharsets.US_ASCII)));

    /** {@code userStakesOnHold} among the members, counted from 0. */
    private static final int MEMBER = 9;

    private static final int SLOTS_A_ROW = 2;
    private static final BigInteger WORD_LIMIT = BigInteger.ONE.shiftLeft(256);

    private final Hash length;
    private final BigInteger firstRow;

    private HoldSlots(Hash length) {
        this.length = length;
        this.firstRow = number(keccak(length.bytes()));
    }

    public static HoldSlots of(Address user) {
        byte[] key = new byte[2 * Hash.BYTES];
        System.arraycopy(user.bytes(), 0, key, Hash.BYTES - Address.BYTES, Address.BYTES);
        byte[] base = word(SESSIONS.add(BigInteger.valueOf(MEMBER))).bytes();
        System.arraycopy(base, 0, key, Hash.BYTES, Hash.BYTES);
        return new HoldSlots(Hash.of(keccak(key)));
    }

    /** How many rows the user has. */
    public Hash length() {
        return length;
    }

    /** A row's amount, in wei. */
    public Hash amount(int row) {
        return word(firstRow.add(BigInteger.valueOf((long) SLOTS_A_ROW * row)));
    }

    /** A row's time of release, a {@code uint128} in a slot of its own. */
    public Hash releaseAt(int row) {
        return word(firstRow.add(BigInteger.valueOf((long) SLOTS_A_ROW * row + 1)));
    }

    private static byte[] keccak(byte[] input) {
        return org.web3j.crypto.Hash.sha3(input);
    }

    private static BigInteger number(byte[] word) {
        return new BigInteger(1, word);
    }

    private static Hash word(BigInteger number) {
        byte[] bytes = number.mod(WORD_LIMIT).toByteArray();
        byte[] word = new byte[Hash.BYTES];
        byte[] digits = bytes.length > Hash.BYTES ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        System.arraycopy(digits, 0, word, Hash.BYTES - digits.length, digits.length);
        return Hash.of(word);
    }
}
