package dev.morlens.chain.rpc.view;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.CallPurpose;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.abi.UnreadableException;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.rpc.answer.RevertData;
import dev.morlens.chain.rpc.answer.RpcErrorClassifier;
import dev.morlens.chain.rpc.answer.RpcResponse;
import dev.morlens.chain.rpc.client.RpcClient;
import dev.morlens.chain.rpc.json.JsonFields;
import dev.morlens.chain.rpc.json.JsonParams;
import dev.morlens.chain.rpc.json.RpcResponses;
import dev.morlens.chain.value.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * View calls: through Multicall3 where the chain has it, or by code that does the same where nobody waits for them and the
 * endpoint is proven to run it, else as batches of {@code eth_call}.
 */
public final class ViewCalls {

    private static final String ETH_CALL = "eth_call";

    private final RpcClient client;
    private final EndpointProfile profile;

    /** A way to make many calls in one. */
    private record Bundle(
            BiFunction<BlockId, List<ViewCall>, List<?>> params, BiFunction<byte[], Integer, List<CallResult>> read) {}

    private static final Bundle MULTICALL = new Bundle(
            (at, calls) -> List.of(JsonParams.call(Multicall.encode(calls)), JsonParams.block(at)), Multicall::decode);

    /** Where Multicall3 would be there is nothing: an endpoint that does not run the code answers nothing. */
    private static final Bundle BY_CODE = new Bundle(
            (at, calls) -> CodeOverrideCall.params(
                    at, new ViewCall(Multicall.ADDRESS, ViewBundleCode.data(calls)), ViewBundleCode.CODE),
            ViewBundleCode::decode);

    public ViewCalls(RpcClient client, EndpointProfile profile) {
        this.client = client;
        this.profile = profile;
    }

    public List<CallResult> call(BlockId at, List<ViewCall> calls) {
        if (calls.size() <= 1) {
            return singly(at, calls);
        }
        if (hasMulticall()) {
            return bundled(MULTICALL, at, calls);
        }
        boolean byCode = CallPurpose.isBackground() && profile.overrides().isProven();
        return byCode ? bundled(BY_CODE, at, calls) : singly(at, calls);
    }

    public CallResult callAs(Address from, BlockId at, ViewCall viewCall) {
        return result(
                at,
                client.ask(
                        RpcResponses.Text.class,
                        ETH_CALL,
                        List.of(JsonParams.call(from, viewCall), JsonParams.block(at))));
    }

    private List<CallResult> bundled(Bundle bundle, BlockId at, List<ViewCall> calls) {
        List<List<ViewCall>> parts = new ArrayList<>();
        int most = profile.multicall().current();
        for (int from = 0; from < calls.size(); from += most) {
            parts.add(calls.subList(from, Math.min(calls.size(), from + most)));
        }
        List<List<?>> params = new ArrayList<>(parts.size());
        parts.forEach(part -> params.add(bundle.params().apply(at, part)));
        List<RpcResponse<String>> wholes = client.askAll(RpcResponses.Text.class, ETH_CALL, params);
        List<CallResult> results = new ArrayList<>(calls.size());
        for (int i = 0; i < parts.size(); i++) {
            results.addAll(unpacked(bundle, at, parts.get(i), wholes.get(i)));
        }
        return results;
    }

    private List<CallResult> unpacked(Bundle bundle, BlockId at, List<ViewCall> calls, RpcResponse<String> whole) {
        if (whole.failed() && RpcErrorClassifier.isTooMuchAtOnce(whole.error())) {
            return inHalves(bundle, at, calls);
        }
        boolean byCode = bundle.equals(BY_CODE);
        if (byCode && whole.failed()) {
            return withoutCode(at, calls, CodeOverrideCall.objection(at, ETH_CALL, whole.error()));
        }
        try {
            return confirmed(at, calls, bundle.read().apply(result(at, whole).data(), calls.size()));
        } catch (UnreadableException e) {
            // a block from before Multicall3, or one that gave up as a whole: each call alone has no such problem
            return byCode ? withoutCode(at, calls, e.getMessage()) : singly(at, calls);
        }
    }

    /** It runs no code that comes with a call, or not any more. */
    private List<CallResult> withoutCode(BlockId at, List<ViewCall> calls, String why) {
        List<CallResult> results = singly(at, calls);
        profile.overrides().refused(ETH_CALL + " with code: " + why);
        return results;
    }

    /** The endpoint gives less gas to one call than they need together: smaller ones are asked of it from now on. */
    private List<CallResult> inHalves(Bundle bundle, BlockId at, List<ViewCall> calls) {
        if (calls.size() == 1) {
            return singly(at, calls);
        }
        int half = calls.size() / 2;
        List<CallResult> results = new ArrayList<>(bundled(bundle, at, calls.subList(0, half)));
        results.addAll(bundled(bundle, at, calls.subList(half, calls.size())));
        profile.multicall().refused(calls.size());
        return results;
    }

    /**
     * A call that failed and returned nothing may only have run out of the gas that the others left, and is asked again
     * alone.
     */
    private List<CallResult> confirmed(BlockId at, List<ViewCall> calls, List<CallResult> results) {
        List<Integer> doubtful = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (!results.get(i).success() && results.get(i).data().length == 0) {
                doubtful.add(i);
            }
        }
        List<CallResult> again = singly(at, doubtful.stream().map(calls::get).toList());
        for (int i = 0; i < doubtful.size(); i++) {
            results.set(doubtful.get(i), again.get(i));
        }
        return results;
    }

    private List<CallResult> singly(BlockId at, List<ViewCall> calls) {
        return ask(at, calls).stream()
                .map(rpcResponse -> result(at, rpcResponse))
                .toList();
    }

    private List<RpcResponse<String>> ask(BlockId at, List<ViewCall> calls) {
        Object block = JsonParams.block(at);
        List<List<?>> params = new ArrayList<>(calls.size());
        calls.forEach(viewCall -> params.add(List.of(JsonParams.call(viewCall), block)));
        return client.askAll(RpcResponses.Text.class, ETH_CALL, params);
    }

    /**
     * A call that runs out of gas is answered as by a contract that says nothing: no node tells it. One that the node does not
     * even begin, because it is too large for it, is the node's refusal and no answer of the contract.
     */
    private static CallResult result(BlockId at, RpcResponse<String> rpcResponse) {
        if (rpcResponse.failed() && RpcErrorClassifier.isCallTooLarge(rpcResponse.error())) {
            throw new RefusedByNodeException("eth_call: " + rpcResponse.error());
        }
        if (rpcResponse.failed() && RpcErrorClassifier.isTooMuch(rpcResponse.error())) {
            return new CallResult(false, new byte[0]);
        }
        if (rpcResponse.failed() && RpcErrorClassifier.isRevert(rpcResponse.error())) {
            return new CallResult(false, RevertData.of(rpcResponse.error()));
        }
        return new CallResult(true, JsonFields.bytes(ETH_CALL, rpcResponse.orThrow(at)));
    }

    private boolean hasMulticall() {
        if (profile.multicallThere().isEmpty()) {
            List<Object> params = List.of(Multicall.ADDRESS.toString(), BlockTag.LATEST.json());
            String code =
                    client.ask(RpcResponses.Text.class, "eth_getCode", params).orThrow();
            profile.multicallFound(JsonFields.bytes("eth_getCode", code).length > 0);
        }
        return profile.multicallThere().orElseThrow();
    }
}
