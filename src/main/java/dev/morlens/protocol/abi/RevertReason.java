package dev.morlens.protocol.abi;

import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.abi.UnreadableException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Says in words why a contract reverted. */
public final class RevertReason {

    private static final int ERROR = 0x08c379a0;
    private static final int PANIC = 0x4e487b71;
    private static final int LONGEST = 300;

    private RevertReason() {}

    /**
     * @param data what came with the revert
     * @return the text of {@code Error(string)}, "Panic 0x11", the selector of another error, or "no reason given"
     */
    public static String of(byte[] data) {
        if (data.length < Integer.BYTES) {
            return "no reason given";
        }
        int selector = ByteBuffer.wrap(data).getInt();
        AbiWords abiWords = new AbiWords(Arrays.copyOfRange(data, Integer.BYTES, data.length));
        try {
            return switch (selector) {
                case ERROR -> ChainText.read(abiWords, abiWords.target(0, 0), LONGEST);
                case PANIC -> "Panic 0x%02x".formatted(abiWords.number(0, Integer.MAX_VALUE));
                default -> "error 0x%08x".formatted(selector);
            };
        } catch (UnreadableException e) {
            return "error 0x%08x with malformed arguments".formatted(selector);
        }
    }
}
