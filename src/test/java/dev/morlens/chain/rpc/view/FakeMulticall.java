package dev.morlens.chain.rpc.view;

import dev.morlens.chain.CallResult;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.testing.node.FakeNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Multicall3 as its Solidity source encodes and decodes, written without web3j so that the two check each other. */
public final class FakeMulticall implements FakeNode.Calls {

    private static final byte[] AGGREGATE3 = {(byte) 0x82, (byte) 0xad, 0x56, (byte) 0xcb};

    private final FakeNode.Calls inner;
    private final AtomicInteger direct = new AtomicInteger();
    private volatile int starved = -1;

    public FakeMulticall(FakeNode.Calls inner) {
        this.inner = inner;
    }

    /** The call at that place of a multicall runs out of gas. */
    public void starve(int index) {
        starved = index;
    }

    /** How many calls came outside of it. */
    public int direct() {
        return direct.get();
    }

    @Override
    public CallResult answer(BlockRef at, ViewCall viewCall) {
        if (!viewCall.to().equals(Multicall.ADDRESS)) {
            direct.incrementAndGet();
            return inner.answer(at, viewCall);
        }
        if (!Arrays.equals(viewCall.data(), 0, 4, AGGREGATE3, 0, 4)) {
            return new CallResult(false, new byte[0]);
        }
        List<CallResult> results = new ArrayList<>();
        for (ViewCall each : decode(new AbiWords(Arrays.copyOfRange(viewCall.data(), 4, viewCall.data().length)))) {
            results.add(results.size() == starved ? new CallResult(false, new byte[0]) : inner.answer(at, each));
        }
        return new CallResult(true, encode(results));
    }

    private static List<ViewCall> decode(AbiWords abiWords) {
        int array = abiWords.target(0, 0);
        List<ViewCall> calls = new ArrayList<>();
        for (int i = 1; i <= abiWords.number(array, 10_000); i++) {
            int at = abiWords.target(array + i, array + 1);
            if (!abiWords.bool(at + 1)) {
                throw new AssertionError("a call that may not fail");
            }
            calls.add(new ViewCall(abiWords.address(at), abiWords.bytes(abiWords.target(at + 2, at))));
        }
        return calls;
    }

    private static byte[] encode(List<CallResult> results) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(word(32));
        out.writeBytes(word(results.size()));
        int offset = 32 * results.size();
        for (CallResult result : results) {
            out.writeBytes(word(offset));
            offset += 96 + padded(result.data()).length;
        }
        for (CallResult result : results) {
            out.writeBytes(word(result.success() ? 1 : 0));
            out.writeBytes(word(64));
            out.writeBytes(word(result.data().length));
            out.writeBytes(padded(result.data()));
        }
        return out.toByteArray();
    }

    private static byte[] padded(byte[] data) {
        return Arrays.copyOf(data, (data.length + 31) / 32 * 32);
    }

    private static byte[] word(int value) {
        return ByteBuffer.allocate(32).putInt(28, value).array();
    }
}
