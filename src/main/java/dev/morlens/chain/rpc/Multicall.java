package dev.morlens.chain.rpc;

import dev.morlens.chain.Call;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.abi.UnreadableException;
import dev.morlens.chain.abi.Words;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hex;
import java.util.ArrayList;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.Function;

/** {@code aggregate3} of Multicall3: many view calls in one, each allowed to revert. */
final class Multicall {

    /** The same on every chain that has it (protocol.md, "Networks"). */
    static final Address ADDRESS = Address.of("0xcA11bde05977b3631167028862bE2a173976CA11");

    private Multicall() {}

    static Call encode(List<Call> calls) {
        List<OneCall> each = calls.stream().map(OneCall::new).toList();
        Function aggregate = new Function("aggregate3", List.of(new DynamicArray<>(OneCall.class, each)), List.of());
        return new Call(ADDRESS, Hex.bytes(FunctionEncoder.encode(aggregate)));
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

    /** As web3j wants a struct described. */
    public static final class OneCall extends DynamicStruct {

        OneCall(Call call) {
            super(
                    new org.web3j.abi.datatypes.Address(call.to().toString()),
                    new Bool(true),
                    new DynamicBytes(call.data()));
        }
    }
}
