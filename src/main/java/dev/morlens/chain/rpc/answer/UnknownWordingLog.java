package dev.morlens.chain.rpc.answer;

import dev.morlens.chain.rpc.json.JsonFields;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Logs errors of an endpoint that {@link ProviderWordings} does not know, each once and in full, so that they can be added there.
 * Safe for many threads.
 */
public final class UnknownWordingLog {

    private static final Logger LOG = Logger.getLogger(UnknownWordingLog.class);

    /** An endpoint that says something else each time must not fill the log. */
    private static final int MOST = 50;

    private static final int LONGEST = 2_000;

    private final String host;
    private final Set<String> met = new HashSet<>();

    public UnknownWordingLog(String host) {
        this.host = host;
    }

    /** @param error without secrets */
    public void met(String method, RpcError error) {
        if (isNew(method + error.code() + " " + error.status() + error.message())) {
            LOG.warnf(
                    "%s: an error that MorLens does not know, to %s: code %d, HTTP status %d, '%s', data '%s'",
                    host,
                    method,
                    error.code(),
                    error.status(),
                    JsonFields.brief(error.message(), LONGEST),
                    JsonFields.brief(error.data(), LONGEST));
        }
    }

    /** Numbers differ each time. */
    private synchronized boolean isNew(String words) {
        String beginning = words.substring(0, Math.min(words.length(), LONGEST));
        return met.size() < MOST && met.add(beginning.replaceAll("0x[0-9a-fA-F]+|\\d+", "#"));
    }
}
