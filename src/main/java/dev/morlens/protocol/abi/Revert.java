package dev.morlens.protocol.abi;

import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.abi.UnreadableException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Why a transaction would fail.
 *
 * @param error the name of the contract's error, "Panic 0x11", the text that it gives, or a selector that we do not know
 * @param reason what that means, in words of ours; of a text that we do not know, the text
 */
public record Revert(String error, String reason) {

    private static final int ERROR = 0x08c379a0;
    private static final int PANIC = 0x4e487b71;
    private static final int LONGEST = 200;

    /** @param data what came with the revert */
    public static Revert of(byte[] data) {
        if (data.length < Integer.BYTES) {
            return new Revert("no reason given", "The contract refuses it without a reason.");
        }
        int selector = ByteBuffer.wrap(data).getInt();
        AbiWords abiWords = new AbiWords(Arrays.copyOfRange(data, Integer.BYTES, data.length));
        try {
            return switch (selector) {
                case ERROR -> text(ChainText.read(abiWords, abiWords.target(0, 0), LONGEST));
                case PANIC -> panic(abiWords.number(0, Integer.MAX_VALUE));
                default -> named(selector);
            };
        } catch (UnreadableException e) {
            return unknown(selector);
        }
    }

    /**
     * That the contract would give.
     *
     * @param error the name of one of its errors, or its text
     */
    public static Revert expected(String error) {
        return KnownErrors.ofName(error)
                .map(errorText -> new Revert(errorText.name(), errorText.reason()))
                .orElseGet(() -> text(error));
    }

    private static Revert text(String text) {
        return new Revert(text, KnownErrors.ofText(text).orElse("The contract refuses it: " + text));
    }

    private static Revert panic(int code) {
        return new Revert("Panic 0x%02x".formatted(code), KnownErrors.ofPanic(code));
    }

    private static Revert named(int selector) {
        Optional<KnownErrors.ErrorText> known = KnownErrors.ofSelector(selector);
        return known.isPresent() ? new Revert(known.get().name(), known.get().reason()) : unknown(selector);
    }

    private static Revert unknown(int selector) {
        return new Revert(
                "0x%08x".formatted(selector), "The contract refuses it with an error that MorLens does not know.");
    }
}
