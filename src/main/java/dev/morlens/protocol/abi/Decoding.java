package dev.morlens.protocol.abi;

import dev.morlens.chain.value.RawLog;
import dev.morlens.protocol.event.LoggedEvent;

/** What became of a log. */
public sealed interface Decoding {

    record Decoded(LoggedEvent event) implements Decoding {}

    /**
     * Kept raw, counted and shown, never thrown.
     *
     * @param why what was expected and what came, for people; holds no text from the chain
     */
    record Undecodable(RawLog log, String why) implements Decoding {}
}
