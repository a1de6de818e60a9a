package dev.morlens.chain.rpc.view;

import dev.morlens.chain.CallResult;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.abi.UnreadableException;
import dev.morlens.chain.value.Address;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * EVM code that makes many view calls in one, each allowed to revert, as Multicall3 does: for chains without it. The call data
 * is, for each call, a word of the contract's address and the length of its data ({@code address << 96 | length}), then the
 * data. The answer is, for each call, a word of the length of what came and whether it succeeded ({@code length << 1 |
 * success}), then what came.
 */
final class ViewBundleCode {

    /** What lies on the stack is noted behind each step, the top first; {@code p} counts bytes read, {@code q} written. */
    static final String CODE = "0x"
            + "6000" // PUSH1 0          p
            + "6000" // PUSH1 0          q, p
            // another call:
            + "5b" // JUMPDEST           q, p
            + "81" // DUP2               p, q, p
            + "35" // CALLDATALOAD       head, q, p
            + "80" // DUP1               head, head, q, p
            + "60a0" // PUSH1 160        160, head, head, q, p
            + "1b" // SHL                head << 160, head, q, p
            + "60a0" // PUSH1 160        160, head << 160, head, q, p
            + "1c" // SHR                length, head, q, p
            // its data to where its answer will be:
            + "80" // DUP1               length, length, head, q, p
            + "84" // DUP5               p, length, length, head, q, p
            + "6020" // PUSH1 32         32, p, length, length, head, q, p
            + "01" // ADD                p + 32, length, length, head, q, p
            + "84" // DUP5               q, p + 32, length, length, head, q, p
            + "37" // CALLDATACOPY       length, head, q, p
            // the call:
            + "6000" // PUSH1 0          0, length, head, q, p
            + "80" // DUP1               0, 0, length, head, q, p
            + "82" // DUP3               length, 0, 0, length, head, q, p
            + "85" // DUP6               q, length, 0, 0, length, head, q, p
            + "85" // DUP6               head, q, length, 0, 0, length, head, q, p
            + "6060" // PUSH1 96         96, head, q, length, 0, 0, length, head, q, p
            + "1c" // SHR                address, q, length, 0, 0, length, head, q, p
            + "5a" // GAS                gas, address, q, length, 0, 0, length, head, q, p
            + "fa" // STATICCALL         success, length, head, q, p
            // what came:
            + "3d" // RETURNDATASIZE     size, success, length, head, q, p
            + "6001" // PUSH1 1          1, size, success, length, head, q, p
            + "1b" // SHL                size << 1, success, length, head, q, p
            + "17" // OR                 told, length, head, q, p
            + "83" // DUP4               q, told, length, head, q, p
            + "52" // MSTORE             length, head, q, p
            + "3d" // RETURNDATASIZE     size, length, head, q, p
            + "6000" // PUSH1 0          0, size, length, head, q, p
            + "84" // DUP5               q, 0, size, length, head, q, p
            + "6020" // PUSH1 32         32, q, 0, size, length, head, q, p
            + "01" // ADD                q + 32, 0, size, length, head, q, p
            + "3e" // RETURNDATACOPY     length, head, q, p
            // on to the next:
            + "91" // SWAP2              q, head, length, p
            + "3d" // RETURNDATASIZE     size, q, head, length, p
            + "01" // ADD                q + size, head, length, p
            + "6020" // PUSH1 32         32, q + size, head, length, p
            + "01" // ADD                q (the next), head, length, p
            + "92" // SWAP3              p, head, length, q
            + "91" // SWAP2              length, head, p, q
            + "90" // SWAP1              head, length, p, q
            + "50" // POP                length, p, q
            + "01" // ADD                p + length, q
            + "6020" // PUSH1 32         32, p + length, q
            + "01" // ADD                p (the next), q
            + "90" // SWAP1              q, p
            + "81" // DUP2               p, q, p
            + "36" // CALLDATASIZE       size, p, q, p
            + "11" // GT                 whether size > p, q, p
            + "6004" // PUSH1 4          another call, whether, q, p
            + "57" // JUMPI              q, p
            + "6000" // PUSH1 0          0, q, p
            + "f3"; // RETURN

    private static final int WORD = 32;

    private ViewBundleCode() {}

    /** One call at least. */
    static byte[] data(List<ViewCall> calls) {
        int length = calls.stream()
                .mapToInt(viewCall -> WORD + viewCall.data().length)
                .sum();
        ByteBuffer data = ByteBuffer.allocate(length);
        for (ViewCall viewCall : calls) {
            data.put(viewCall.to().bytes())
                    .position(data.position() + WORD - Address.BYTES - Integer.BYTES)
                    .putInt(viewCall.data().length)
                    .put(viewCall.data());
        }
        return data.array();
    }

    /** @throws UnreadableException unless it is that many results and nothing else */
    static List<CallResult> decode(byte[] answer, int expected) {
        List<CallResult> results = new ArrayList<>(expected);
        int at = 0;
        while (results.size() < expected && at + WORD <= answer.length) {
            long told = ByteBuffer.wrap(answer).getLong(at + WORD - Long.BYTES);
            long from = at + WORD;
            long to = from + (told >>> 1);
            if (to > answer.length) {
                break;
            }
            results.add(new CallResult((told & 1) == 1, Arrays.copyOfRange(answer, (int) from, (int) to)));
            at = (int) to;
        }
        if (results.size() < expected || at != answer.length) {
            throw new UnreadableException("expected %d results, got %d and %d bytes more"
                    .formatted(expected, results.size(), answer.length - at));
        }
        return results;
    }
}
