package dev.morlens.http.limit;

/** One client listens as often as one may. */
public class TooManyOfOneClientException extends RuntimeException {

    TooManyOfOneClientException(int most) {
        super("one client may listen to " + most
                + " addresses at once: close one, or ask for the positions every now and then instead");
    }
}
