package dev.morlens.market.offer;

/** Nobody tells what a network's market offers. */
public class MarketUnavailableException extends RuntimeException {

    public MarketUnavailableException(String network, Throwable cause) {
        super("no node of " + network + " tells right now what its market offers", cause);
    }
}
