package dev.morlens.http;

import io.quarkus.logging.LoggingFilter;
import java.io.IOException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** Keeps listeners that hang up in the middle of a word out of the log, where each would leave a stack trace. */
@LoggingFilter(name = "hung-up")
public final class ClientDisconnectLogFilter implements Filter {

    private static final String LOGGER = "org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler";

    @Override
    public boolean isLoggable(LogRecord record) {
        return !(LOGGER.equals(record.getLoggerName()) && record.getThrown() instanceof IOException);
    }
}
