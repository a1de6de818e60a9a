package dev.morlens.protocol;

import java.util.List;

/** A network was asked for that this process does not serve. */
public class UnknownNetworkException extends RuntimeException {

    private final List<String> served;

    public UnknownNetworkException(String name, List<String> served) {
        super("no network '" + name + "' is served here; served are " + String.join(", ", served));
        this.served = List.copyOf(served);
    }

    /** The names that would have been accepted. */
    public List<String> served() {
        return served;
    }
}
