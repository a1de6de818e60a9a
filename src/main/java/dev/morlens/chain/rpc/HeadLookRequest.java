package dev.morlens.chain.rpc;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.HeadLook;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.rpc.answer.RawResponse;
import dev.morlens.chain.rpc.answer.RpcResponse;
import dev.morlens.chain.rpc.client.CombinedQuestions;
import dev.morlens.chain.rpc.client.RpcClient;
import dev.morlens.chain.rpc.json.HeaderJson;
import dev.morlens.chain.rpc.json.HeaderParser;
import dev.morlens.chain.rpc.json.JsonParams;
import dev.morlens.chain.rpc.json.LogJson;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks at the head in one exchange: three calls, whatever number of blocks came. */
final class HeadLookRequest {

    private final CombinedQuestions combinedQuestions;
    private final LogQueries logs;

    HeadLookRequest(CombinedQuestions combinedQuestions, LogQueries logs) {
        this.combinedQuestions = combinedQuestions;
        this.logs = logs;
    }

    HeadLook look(HeadLook.LookQuestion lookQuestion) {
        List<RawResponse> replies = combinedQuestions.ask(List.of(
                header(JsonParams.quantity(lookQuestion.kept())),
                header(BlockTag.LATEST.json()),
                LogQueries.sinceQuestion(lookQuestion.from(), lookQuestion.addresses())));
        BlockHeader newest = newest(replies.get(1).read(HeaderJson.class));
        return new HeadLook(
                kept(lookQuestion.kept(), newest, replies.getFirst().read(HeaderJson.class)),
                newest,
                lookQuestion.from() > newest.number() ? List.of() : logs(lookQuestion, newest, replies.getLast()));
    }

    private static RpcClient.SentQuestion header(String block) {
        return new RpcClient.SentQuestion(JsonRpcNode.BLOCK_BY_NUMBER, List.of(block, false));
    }

    private BlockHeader newest(RpcResponse<HeaderJson> rpcResponse) {
        HeaderJson json = rpcResponse.orThrow();
        if (json == null) {
            throw new TemporaryNodeException("the node does not know its latest block");
        }
        BlockHeader newest = HeaderParser.read(json);
        logs.seen(newest);
        return newest;
    }

    /** Some nodes answer with an error where they have no such block yet. */
    private static Optional<Hash> kept(long number, BlockHeader newest, RpcResponse<HeaderJson> rpcResponse) {
        if (number > newest.number()) {
            return Optional.empty();
        }
        return Optional.ofNullable(rpcResponse.orThrow())
                .map(json -> HeaderParser.numbered(number, json).hash());
    }

    private List<RawLog> logs(HeadLook.LookQuestion lookQuestion, BlockHeader newest, RawResponse reply) {
        return logs.read(
                new BlockRange(lookQuestion.from(), newest.number()),
                reply.read(LogJson[].class).map(Arrays::asList),
                lookQuestion.addresses());
    }
}
