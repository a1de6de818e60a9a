package dev.morlens.chain.rpc;

import dev.morlens.chain.profile.LearntLimit;
import dev.morlens.chain.rpc.Exchanges.TooLarge;
import dev.morlens.chain.rpc.RpcClient.Asked;
import java.util.List;

/** Asks a few questions of different kinds in one exchange, so that one replica answers them all. */
final class Together {

    private final RpcClient client;
    private final LearntLimit batch;

    /** @param batch how many calls a batch may hold */
    Together(RpcClient client, LearntLimit batch) {
        this.client = client;
        this.batch = batch;
    }

    /** The replies in the order of the questions. Where no batch of that size is taken, they are asked one after the other. */
    List<RawReply> ask(List<Asked> questions) {
        if (batch.current() < questions.size()) {
            return alone(questions);
        }
        try {
            List<RawReply> replies = client.askMixed(questions);
            batch.taken(questions.size());
            return replies;
        } catch (TooLarge e) {
            return alone(questions);
        } catch (BatchRefused e) {
            List<RawReply> replies = alone(questions);
            // One of them may have been what the endpoint would not answer.
            if (replies.stream().allMatch(reply -> reply.error() == null)) {
                e.learn(batch, questions.size());
            }
            return replies;
        }
    }

    private List<RawReply> alone(List<Asked> questions) {
        return questions.stream()
                .map(asked -> RawReply.of(client.ask(Answers.Any.class, asked.method(), asked.params())))
                .toList();
    }
}
