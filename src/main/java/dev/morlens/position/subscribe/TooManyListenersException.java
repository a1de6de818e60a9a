package dev.morlens.position.subscribe;

/** As many listen as are allowed to. */
public class TooManyListenersException extends RuntimeException {

    TooManyListenersException(int most) {
        super("all " + most
                + " places to listen are taken: ask for the position every now and then instead, or come back");
    }
}
