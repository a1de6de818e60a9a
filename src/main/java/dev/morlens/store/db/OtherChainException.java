package dev.morlens.store.db;

/** The database holds the index of another chain or contract: writing to it would mix the two. */
public class OtherChainException extends RuntimeException {

    public OtherChainException(String network, String expected, String found) {
        super("the database's index of '" + network + "' is of " + found + ", but the configuration says " + expected
                + ". Use another database, or drop the schema " + Schemas.of(network) + " to index anew");
    }
}
