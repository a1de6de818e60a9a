package dev.morlens.chain.rpc;

import dev.morlens.chain.Call;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.abi.UnreadableException;
import dev.morlens.chain.abi.Words;
import dev.morlens.chain.value.Address;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** {@code aggregate3} of Multicall3: many view calls in one, each allowed to revert. */
final class Multicall {

    /** The same on every chain that has it (docs/protocol.md, P46). */
    static final Address ADDRESS = Address.of("0xcA11bde05977b3631167028862bE2a173976CA11");

    /** {@code aggregate3((address,bool,bytes)[])}. */
    private static final int AGGREGATE3 = 0x82ad56cb;

    private static final int ALLOWED_TO_FAIL = 1;
    private static final int HEAD_WORDS = 3;

    private Multicall() {}

    /**
     * Laid out by hand as the ABI says, because a backfill encodes hundreds of thousands of calls: web3j's encoder goes
     * through a string and reflection for each word.
     */
    static Call encode(List<Call> calls) {
        int offset = calls.size() * Words.BYTES;
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + 2 * Words.BYTES + offset + sum(calls));
        out.putInt(AGGREGATE3);
        word(word(out, Words.BYTES), calls.size());
        for (Call call : calls) {
            word(out, offset);
            offset += size(call);
        }
        calls.forEach(call -> encode(call, out));
        return new Call(ADDRESS, out.array());
    }

    private static void encode(Call call, ByteBuffer out) {
        out.position(out.position() + Words.BYTES - Address.BYTES).put(call.to().bytes());
        word(word(out, ALLOWED_TO_FAIL), HEAD_WORDS * Words.BYTES);
        word(out, call.data().length).put(call.data());
        out.position(out.position() + padding(call));
    }

    private static int sum(List<Call> calls) {
        return calls.stream().mapToInt(Multicall::size).sum();
    }

    /** Of a call: target, permission to fail, place, length, and the data in whole words. */
    private static int size(Call call) {
        return (HEAD_WORDS + 1) * Words.BYTES + call.data().length + padding(call);
    }

    private static int padding(Call call) {
        return -call.data().length & Words.BYTES - 1;
    }

    private static ByteBuffer word(ByteBuffer out, int value) {
        return out.position(out.position() + Words.BYTES - Integer.BYTES).putInt(value);
    }

    /** @throws UnreadableException unless it is that many results */
    static List<CallResult> decode(byte[] returned, int expected) {
        Words words = new Words(returned);
        int array = words.target(0, 0);
        if (words.number(array, words.count()) != expected) {
            throw new UnreadableException(
                    "expected %d results of aggregate3, got %s".formatted(expected, words.hash(array)));
        }
        List<CallResult> results = new ArrayList<>(expected);
        for (int i = 1; i <= expected; i++) {
            int at = words.target(array + i, array + 1);
            results.add(new CallResult(words.bool(at), words.bytes(words.target(at + 1, at))));
        }
        return results;
    }
}
