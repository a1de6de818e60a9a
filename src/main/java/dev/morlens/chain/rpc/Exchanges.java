package dev.morlens.chain.rpc;

import dev.morlens.chain.NodeException;
import dev.morlens.chain.TemporaryNodeException;
import dev.morlens.chain.TemporaryNodeException.Trouble;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.web3j.protocol.core.Response;

/** Makes of all that can go wrong with an exchange over HTTP an error that the endpoint tells, or a failure. */
final class Exchanges {

    /** @throws IOException as web3j does */
    interface Exchange<T> {
        T run() throws IOException;
    }

    private final Endpoint endpoint;
    private final UnknownWords unknown;

    Exchanges(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.unknown = new UnknownWords(endpoint.host());
    }

    /**
     * The answer.
     *
     * @throws Told if it is an error that speaks of the whole exchange
     */
    <T> T run(String method, Exchange<T> exchange) {
        try {
            return exchange.run();
        } catch (AnswerTooLargeException e) {
            throw new TooLarge(new RpcError(RpcError.ANSWER_TOO_LARGE, e.getMessage(), ""), e);
        } catch (HttpStatusException e) {
            throw new Told(known(method, e.error()), e);
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
    RpcError error(String method, Response<?> answer) {
        return known(method, RpcError.of(answer.getError()));
    }

    /** Without what may be a key; and in the log, if nobody has met such an error before. */
    private RpcError known(String method, RpcError error) {
        RpcError clean = new RpcError(
                error.code(),
                endpoint.withoutSecrets(error.message()),
                endpoint.withoutSecrets(error.data()),
                error.status(),
                error.retryAfter());
        if (RpcErrors.isUnknown(clean)) {
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
        String reason = Fields.brief(endpoint.withoutSecrets(String.valueOf(e.getMessage())));
        return "%s at %s: %s (%s: %s)"
                .formatted(method, endpoint.host(), what, e.getClass().getSimpleName(), reason);
    }

    /** Carries an error of the endpoint that stands for a whole exchange. */
    static class Told extends RuntimeException {

        private final transient RpcError error;

        Told(RpcError error, Throwable cause) {
            super(error.message(), cause);
            this.error = error;
        }

        RpcError error() {
            return error;
        }
    }

    /** Carries an answer that we refused to read. */
    static final class TooLarge extends Told {

        TooLarge(RpcError error, Throwable cause) {
            super(error, cause);
        }
    }
}
