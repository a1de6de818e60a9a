package dev.morlens.chain.rpc.http;

import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.TemporaryNodeException.Trouble;
import dev.morlens.chain.rpc.answer.RpcError;
import dev.morlens.chain.rpc.answer.RpcErrorClassifier;
import dev.morlens.chain.rpc.answer.UnknownWordingLog;
import dev.morlens.chain.rpc.json.JsonFields;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.web3j.protocol.core.Response;

/** Makes of all that can go wrong with an exchange over HTTP an error that the endpoint tells, or a failure. */
public final class ExchangeFailures {

    /** @throws IOException as web3j does */
    public interface HttpExchange<T> {
        T run() throws IOException;
    }

    private final RpcEndpoint rpcEndpoint;
    private final UnknownWordingLog unknown;

    public ExchangeFailures(RpcEndpoint rpcEndpoint) {
        this.rpcEndpoint = rpcEndpoint;
        this.unknown = new UnknownWordingLog(rpcEndpoint.host());
    }

    /**
     * The answer.
     *
     * @throws ReportedFailure if it is an error that speaks of the whole exchange
     */
    public <T> T run(String method, HttpExchange<T> httpExchange) {
        try {
            return httpExchange.run();
        } catch (ResponseTooLargeException e) {
            throw new TooLarge(new RpcError(RpcError.ANSWER_TOO_LARGE, e.getMessage(), ""), e);
        } catch (HttpStatusException e) {
            throw new ReportedFailure(known(method, e.error()), e);
        } catch (IOException e) {
            throw silent(method, e);
        } catch (NodeException e) {
            throw e;
        } catch (RuntimeException e) {
            // Jackson's and web3j's many ways to say that this is no JSON-RPC
            throw new TemporaryNodeException(broken(method, "malformed answer", e));
        }
    }

    /** The error of an answer. */
    public RpcError error(String method, Response<?> answer) {
        return known(method, RpcError.of(answer.getError()));
    }

    /** Without what may be a key; and in the log, if nobody has met such an error before. */
    private RpcError known(String method, RpcError error) {
        RpcError clean = new RpcError(
                error.code(),
                rpcEndpoint.withoutSecrets(error.message()),
                rpcEndpoint.withoutSecrets(error.data()),
                error.status(),
                error.retryAfter());
        if (RpcErrorClassifier.isUnknown(clean)) {
            unknown.met(method, clean);
        }
        return clean;
    }

    private TemporaryNodeException silent(String method, IOException e) {
        boolean nobody = e instanceof ConnectException
                || e instanceof UnknownHostException
                || e instanceof InterruptedIOException;
        return new TemporaryNodeException(nobody ? Trouble.SILENT : Trouble.BROKEN, broken(method, "no answer", e));
    }

    private String broken(String method, String what, Exception e) {
        String reason = JsonFields.brief(rpcEndpoint.withoutSecrets(String.valueOf(e.getMessage())));
        return "%s at %s: %s (%s: %s)"
                .formatted(method, rpcEndpoint.host(), what, e.getClass().getSimpleName(), reason);
    }

    /** Carries an error of the endpoint that stands for a whole exchange. */
    public static class ReportedFailure extends RuntimeException {

        private final transient RpcError error;

        ReportedFailure(RpcError error, Throwable cause) {
            super(error.message(), cause);
            this.error = error;
        }

        public RpcError error() {
            return error;
        }
    }

    /** Carries an answer that we refused to read. */
    public static final class TooLarge extends ReportedFailure {

        public TooLarge(RpcError error, Throwable cause) {
            super(error, cause);
        }
    }
}
