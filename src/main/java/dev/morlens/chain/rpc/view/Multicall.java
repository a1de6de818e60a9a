package dev.morlens.chain.rpc.view;

import dev.morlens.chain.CallResult;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.abi.UnreadableException;
import dev.morlens.chain.value.Address;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** {@code aggregate3} of Multicall3: many view calls in one, each allowed to revert. */
public final class Multicall {

    /** The same on every chain that has it (docs/protocol.md, P46). */
    public static final Address ADDRESS = Address.of("0xcA11bde05977b3631167028862bE2a173976CA11");

    /** {@code aggregate3((address,bool,bytes)[])}. */
    private static final int AGGREGATE3 = 0x82ad56cb;

    private static final int ALLOWED_TO_FAIL = 1;
    private static final int HEAD_WORDS = 3;

    private Multicall() {}

    /**
     * Laid out by hand as the ABI says, because a backfill encodes hundreds of thousands of calls: web3j's encoder goes
     * through a string and reflection for each word.
     */
    static ViewCall encode(List<ViewCall> calls) {
        int offset = calls.size() * AbiWords.BYTES;
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + 2 * AbiWords.BYTES + offset + sum(calls));
        out.putInt(AGGREGATE3);
        word(word(out, AbiWords.BYTES), calls.size());
        for (ViewCall viewCall : calls) {
            word(out, offset);
            offset += size(viewCall);
        }
        calls.forEach(viewCall -> encode(viewCall, out));
        return new ViewCall(ADDRESS, out.array());
    }

    private static void encode(ViewCall viewCall, ByteBuffer out) {
        out.position(out.position() + AbiWords.BYTES - Address.BYTES)
                .put(viewCall.to().bytes());
        word(word(out, ALLOWED_TO_FAIL), HEAD_WORDS * AbiWords.BYTES);
        word(out, viewCall.data().length).put(viewCall.data());
        out.position(out.position() + padding(viewCall));
    }

    private static int sum(List<ViewCall> calls) {
        return calls.stream().mapToInt(Multicall::size).sum();
    }

    /** Of a call: target, permission to fail, place, length, and the data in whole words. */
    private static int size(ViewCall viewCall) {
        return (HEAD_WORDS + 1) * AbiWords.BYTES + viewCall.data().length + padding(viewCall);
    }

    private static int padding(ViewCall viewCall) {
        return -viewCall.data().length & AbiWords.BYTES - 1;
    }

    private static ByteBuffer word(ByteBuffer out, int value) {
        return out.position(out.position() + AbiWords.BYTES - Integer.BYTES).putInt(value);
    }

    /** @throws UnreadableException unless it is that many results */
    static List<CallResult> decode(byte[] returned, int expected) {
        AbiWords abiWords = new AbiWords(returned);
        int array = abiWords.target(0, 0);
        if (abiWords.number(array, abiWords.count()) != expected) {
            throw new UnreadableException(
                    "expected %d results of aggregate3, got %s".formatted(expected, abiWords.hash(array)));
        }
        List<CallResult> results = new ArrayList<>(expected);
        for (int i = 1; i <= expected; i++) {
            int at = abiWords.target(array + i, array + 1);
            results.add(new CallResult(abiWords.bool(at), abiWords.bytes(abiWords.target(at + 1, at))));
        }
        return results;
    }
}
