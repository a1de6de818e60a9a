package dev.morlens.testing.replay.view;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.testing.replay.history.Unit;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** ABI words as hexadecimal text without {@code 0x}. */
public final class Abi {

    private static final String ZEROS = "0".repeat(64);

    private Abi() {}

    public static String word(BigInteger number) {
        String digits = number.toString(16);
        return ZEROS.substring(digits.length()) + digits;
    }

    /** A number that is not negative. */
    public static String word(long number) {
        return ZEROS.substring(16) + HexFormat.of().toHexDigits(number);
    }

    public static String word(boolean flag) {
        return word(flag ? 1 : 0);
    }

    public static String word(Address address) {
        return ZEROS.substring(40) + address.toString().substring(2);
    }

    public static String word(Hash hash) {
        return hash.toString().substring(2);
    }

    /** An amount of {@link Unit}s, in wei. */
    static String units(long amount) {
        return word(Unit.word(amount));
    }

    /** Bytes behind their length, padded to whole words. */
    public static String bytes(String hex) {
        int rest = hex.length() % 64;
        return word(hex.length() / 2) + hex + (rest == 0 ? "" : ZEROS.substring(rest));
    }

    static String text(String ascii) {
        return bytes(HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII)));
    }

    public static Hash keccak(String text) {
        return keccak(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Hash keccak(byte[] bytes) {
        return Hash.of(org.web3j.crypto.Hash.sha3(bytes));
    }

    /** The hash of words that follow each other. */
    public static Hash keccakOfWords(String words) {
        return keccak(Hex.bytes("0x" + words));
    }

    /** The first four bytes of a call. */
    public static String selector(String signature) {
        return keccak(signature).toString().substring(0, 10);
    }
}
