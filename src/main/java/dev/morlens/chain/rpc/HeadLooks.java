package dev.morlens.chain.rpc;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.HeadLook;
import dev.morlens.chain.TemporaryNodeException;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks at the head in one exchange: three calls, whatever number of blocks came. */
final class HeadLooks {

    private final Together together;
    private final LogQueries logs;

    HeadLooks(Together together, LogQueries logs) {
        this.together = together;
        this.logs = logs;
    }

    HeadLook look(HeadLook.Question question) {
        List<RawReply> replies = together.ask(List.of(
                header(Json.quantity(question.kept())),
                header(BlockTag.LATEST.json()),
                LogQueries.sinceQuestion(question.from(), question.addresses())));
        BlockHeader newest = newest(replies.get(1).read(HeaderJson.class));
        return new HeadLook(
                kept(question.kept(), newest, replies.getFirst().read(HeaderJson.class)),
                newest,
                question.from() > newest.number() ? List.of() : logs(question, newest, replies.getLast()));
    }

    private static RpcClient.Asked header(String block) {
        return new RpcClient.Asked(JsonRpcNode.BLOCK_BY_NUMBER, List.of(block, false));
    }

    private BlockHeader newest(Reply<HeaderJson> reply) {
        HeaderJson json = reply.orThrow();
        if (json == null) {
            throw new TemporaryNodeException("the node does not know its latest block");
        }
        BlockHeader newest = HeaderReader.read(json);
        logs.seen(newest);
        return newest;
    }

    /** Some nodes answer with an error where they have no such block yet. */
    private static Optional<Hash> kept(long number, BlockHeader newest, Reply<HeaderJson> reply) {
        if (number > newest.number()) {
            return Optional.empty();
        }
        return Optional.ofNullable(reply.orThrow())
                .map(json -> HeaderReader.numbered(number, json).hash());
    }

    private List<RawLog> logs(HeadLook.Question question, BlockHeader newest, RawReply reply) {
        return logs.read(
                new BlockRange(question.from(), newest.number()),
                reply.read(LogJson[].class).map(Arrays::asList),
                question.addresses());
    }
}
