package dev.morlens.chain.rpc.client;

import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.TemporaryNodeException.Trouble;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.rpc.answer.BatchRefusal;
import dev.morlens.chain.rpc.answer.RawResponse;
import dev.morlens.chain.rpc.answer.RpcError;
import dev.morlens.chain.rpc.answer.RpcErrorClassifier;
import dev.morlens.chain.rpc.answer.RpcResponse;
import dev.morlens.chain.rpc.http.ExchangeFailures;
import dev.morlens.chain.rpc.http.ExchangeFailures.ReportedFailure;
import dev.morlens.chain.rpc.http.ExchangeFailures.TooLarge;
import dev.morlens.chain.rpc.http.RpcEndpoint;
import dev.morlens.chain.rpc.json.JsonFields;
import dev.morlens.chain.rpc.json.RpcResponses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.BatchRequest;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;

/** Asks one endpoint, alone or in batches, and matches answers to questions by id. */
public final class RpcClient {

    /** A question among others of different kinds. */
    public record SentQuestion(String method, List<?> params) {}

    private final Web3jService service;
    private final RpcEndpoint rpcEndpoint;
    private final ExchangeFailures exchangeFailures;
    private final EndpointProfile profile;
    private final IntSupplier mostCalls;

    /** @param mostCalls in one exchange, as the current thread's turn allows; bounded by the profile, too */
    public RpcClient(Web3jService service, RpcEndpoint rpcEndpoint, EndpointProfile profile, IntSupplier mostCalls) {
        this.service = service;
        this.rpcEndpoint = rpcEndpoint;
        this.exchangeFailures = new ExchangeFailures(rpcEndpoint);
        this.profile = profile;
        this.mostCalls = mostCalls;
    }

    public <T, R extends Response<T>> RpcResponse<T> ask(Class<R> type, String method, List<?> params) {
        try {
            R answer = exchangeFailures.run(method, () -> service.send(request(type, method, params, 1), type));
            requireId(answer);
            return reply(method, answer);
        } catch (ReportedFailure e) {
            return new RpcResponse<>(method, null, e.error());
        }
    }

    /**
     * Asks questions of different kinds in one batch.
     *
     * @throws BatchRefusal if the endpoint refuses it as a whole
     * @throws TooLarge if the answer is
     */
    List<RawResponse> askMixed(List<SentQuestion> questions) {
        BatchRequest batch = new BatchRequest(service);
        for (int i = 0; i < questions.size(); i++) {
            batch.add(request(
                    RpcResponses.Any.class,
                    questions.get(i).method(),
                    questions.get(i).params(),
                    i + 1));
        }
        return replied(RpcResponses.Any.class, questions.getFirst().method(), questions.size(), batch).stream()
                .map(RawResponse::of)
                .toList();
    }

    /** Asks the same method with many parameters; the replies come in the order of the questions. */
    public <T, R extends Response<T>> List<RpcResponse<T>> askAll(Class<R> type, String method, List<List<?>> params) {
        List<RpcResponse<T>> replies = new ArrayList<>(params.size());
        while (replies.size() < params.size()) {
            int from = replies.size();
            int most = Math.min(mostCalls.getAsInt(), profile.batch().current());
            int size = Math.min(params.size() - from, most);
            replies.addAll(inParts(type, method, params.subList(from, from + size)));
        }
        return replies;
    }

    /**
     * A batch that is refused as a whole, or whose answer is too large, is asked in halves. What is refused for its size is
     * not sent to this endpoint again.
     */
    private <T, R extends Response<T>> List<RpcResponse<T>> inParts(
            Class<R> type, String method, List<List<?>> params) {
        if (params.size() == 1) {
            return List.of(ask(type, method, params.getFirst()));
        }
        try {
            List<RpcResponse<T>> replies = batch(type, method, params);
            profile.batch().taken(params.size());
            return replies;
        } catch (TooLarge e) {
            return inHalves(type, method, params);
        } catch (BatchRefusal e) {
            List<RpcResponse<T>> replies = inHalves(type, method, params);
            // Where each part fails as well, it was not for its size.
            if (!replies.stream().allMatch(RpcResponse::failed)) {
                e.learn(profile.batch(), params.size());
            }
            return replies;
        }
    }

    private <T, R extends Response<T>> List<RpcResponse<T>> inHalves(
            Class<R> type, String method, List<List<?>> params) {
        int half = params.size() / 2;
        List<RpcResponse<T>> replies = new ArrayList<>(inParts(type, method, params.subList(0, half)));
        replies.addAll(inParts(type, method, params.subList(half, params.size())));
        return replies;
    }

    private <T, R extends Response<T>> List<RpcResponse<T>> batch(Class<R> type, String method, List<List<?>> params) {
        BatchRequest batch = new BatchRequest(service);
        for (int i = 0; i < params.size(); i++) {
            batch.add(request(type, method, params.get(i), i + 1));
        }
        return replied(type, method, params.size(), batch);
    }

    private <T, R extends Response<T>> List<RpcResponse<T>> replied(
            Class<R> type, String method, int asked, BatchRequest batch) {
        try {
            return matched(
                    type,
                    method,
                    asked,
                    exchangeFailures.run(method, batch::send).getResponses());
        } catch (TooLarge e) {
            throw e;
        } catch (ReportedFailure e) {
            throw refused(method, e.error());
        } catch (TemporaryNodeException e) {
            throw mayBeForItsSize(e) ? new BatchRefusal(e) : e;
        } catch (RefusedByNodeException e) {
            throw new BatchRefusal(e);
        }
    }

    /** Not where nobody answers at all, or anything would be refused just now: fewer questions change nothing then. */
    private static boolean mayBeForItsSize(TemporaryNodeException e) {
        return e.trouble() == Trouble.FAULT || e.trouble() == Trouble.BROKEN;
    }

    private <T, R extends Response<T>> List<RpcResponse<T>> matched(
            Class<R> type, String method, int asked, List<? extends Response<?>> answers) {
        Map<Long, Response<T>> byId = new HashMap<>();
        for (Response<?> answer : answers) {
            R typed = type.cast(answer);
            requireWholeBatch(method, asked, typed);
            if (byId.put(typed.getId(), typed) != null) {
                throw wrong(method + ": id", "each once", typed.getId() + " twice");
            }
        }
        List<RpcResponse<T>> replies = new ArrayList<>(asked);
        for (long id = 1; id <= asked; id++) {
            if (!byId.containsKey(id)) {
                throw wrong(method, asked + " answers with ids 1 to " + asked, byId.size() + " without id " + id);
            }
            replies.add(reply(method, byId.get(id)));
        }
        return replies;
    }

    /** An error without one of our ids speaks of the whole batch; some endpoints repeat it for each question. */
    private void requireWholeBatch(String method, int asked, Response<?> answer) {
        boolean ours = 1 <= answer.getId() && answer.getId() <= asked;
        RpcError error = answer.hasError() ? exchangeFailures.error(method, answer) : null;
        if (error != null && (!ours || RpcErrorClassifier.isBatchTooLarge(error))) {
            throw RpcErrorClassifier.isTooMuch(error)
                    ? new TooLarge(error, null)
                    : RpcErrorClassifier.of(method, error);
        }
        if (!ours) {
            throw wrong(method + ": id", "1 to " + asked, answer.getId());
        }
    }

    private void requireId(Response<?> answer) {
        if (answer.getId() != 1 && !answer.hasError()) {
            throw wrong("id", "1", answer.getId());
        }
    }

    private <T> RpcResponse<T> reply(String method, Response<T> answer) {
        return answer.hasError()
                ? new RpcResponse<>(method, null, exchangeFailures.error(method, answer))
                : new RpcResponse<>(method, answer.getResult(), null);
    }

    /** What an error that comes instead of a batch's answers makes of the batch. */
    private static RuntimeException refused(String method, RpcError error) {
        if (RpcErrorClassifier.isTooMuch(error)) {
            return new TooLarge(error, null);
        }
        NodeException why = RpcErrorClassifier.of(method, error);
        boolean mayBeForItsSize = !(why instanceof TemporaryNodeException temporary) || mayBeForItsSize(temporary);
        return mayBeForItsSize ? new BatchRefusal(why) : why;
    }

    private TemporaryNodeException wrong(String field, String expected, Object got) {
        return JsonFields.wrong(rpcEndpoint.host() + ": " + field, expected, got);
    }

    private <T, R extends Response<T>> Request<Object, R> request(
            Class<R> type, String method, List<?> params, long id) {
        Request<Object, R> request = new Request<>(method, List.copyOf(params), service, type);
        request.setId(id);
        return request;
    }
}
