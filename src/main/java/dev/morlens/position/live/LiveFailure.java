package dev.morlens.position.live;

import dev.morlens.chain.error.NodeException;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.view.ViewFailedException;
import dev.morlens.store.db.StoreUnavailableException;

/** What a failed question to a node means for who asked it. */
final class LiveFailure {

    private LiveFailure() {}

    /** What nobody foresaw stays what it is. */
    static RuntimeException of(Network network, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case LiveUnavailableException e -> {
                    return e;
                }
                case NodeException e -> {
                    return new LiveUnavailableException("no node of " + network.title() + " answers", failure);
                }
                case ViewFailedException e -> {
                    return new LiveUnavailableException(
                            "a node of " + network.title() + " gave an answer that cannot be read", failure);
                }
                case StoreUnavailableException e -> {
                    return new LiveUnavailableException("the index went away meanwhile", failure);
                }
                default -> {}
            }
        }
        return new IllegalStateException("asking a node of " + network.name() + " failed", failure);
    }
}
