package dev.morlens.chain.rpc.client;

import dev.morlens.chain.profile.LearntBatchLimit;
import dev.morlens.chain.rpc.answer.BatchRefusal;
import dev.morlens.chain.rpc.answer.RawResponse;
import dev.morlens.chain.rpc.client.RpcClient.SentQuestion;
import dev.morlens.chain.rpc.http.ExchangeFailures.TooLarge;
import dev.morlens.chain.rpc.json.RpcResponses;
import java.util.List;

/** Asks a few questions of different kinds in one exchange, so that one replica answers them all. */
public final class CombinedQuestions {

    private final RpcClient client;
    private final LearntBatchLimit batch;

    /** @param batch how many calls a batch may hold */
    public CombinedQuestions(RpcClient client, LearntBatchLimit batch) {
        this.client = client;
        this.batch = batch;
    }

    /** The replies in the order of the questions. Where no batch of that size is taken, they are asked one after the other. */
    public List<RawResponse> ask(List<SentQuestion> questions) {
        if (batch.current() < questions.size()) {
            return alone(questions);
        }
        try {
            List<RawResponse> replies = client.askMixed(questions);
            batch.taken(questions.size());
            return replies;
        } catch (TooLarge e) {
            return alone(questions);
        } catch (BatchRefusal e) {
            List<RawResponse> replies = alone(questions);
            // One of them may have been what the endpoint would not answer.
            if (replies.stream().allMatch(reply -> reply.error() == null)) {
                e.learn(batch, questions.size());
            }
            return replies;
        }
    }

    private List<RawResponse> alone(List<SentQuestion> questions) {
        return questions.stream()
                .map(sentQuestion -> RawResponse.of(
                        client.ask(RpcResponses.Any.class, sentQuestion.method(), sentQuestion.params())))
                .toList();
    }
}
