package dev.morlens.store.read;

import dev.morlens.store.db.StoreUnavailableException;
import java.util.function.Function;

/** The door to reading: one short transaction at one block. */
public interface Stores {

    /**
     * Reads a network at one block, in a repeatable-read transaction.
     *
     * @throws StoreUnavailableException if the database does not answer
     */
    <T> T read(String network, Function<NetworkReads, T> question);
}
