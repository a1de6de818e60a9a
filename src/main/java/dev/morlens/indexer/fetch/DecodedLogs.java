package dev.morlens.indexer.fetch;

import dev.morlens.chain.value.RawLog;
import dev.morlens.protocol.abi.Decoding;
import dev.morlens.protocol.abi.Decoding.Undecodable;
import dev.morlens.protocol.abi.EventDecoder;
import dev.morlens.protocol.event.LoggedEvent;
import java.util.ArrayList;
import java.util.List;

/** Logs in the chain's order, and what they say. */
public record DecodedLogs(List<RawLog> raw, List<LoggedEvent> events, List<Undecodable> undecodable) {

    public static DecodedLogs of(List<RawLog> logs, EventDecoder decoder) {
        List<LoggedEvent> events = new ArrayList<>();
        List<Undecodable> undecodable = new ArrayList<>();
        for (Decoding decoding : decoder.decode(logs)) {
            switch (decoding) {
                case Decoding.Decoded decoded -> events.add(decoded.event());
                case Undecodable unknown -> undecodable.add(unknown);
            }
        }
        return new DecodedLogs(logs, events, undecodable);
    }

    /** Of ranges that follow each other. */
    public static DecodedLogs joined(List<DecodedLogs> pieces) {
        if (pieces.size() == 1) {
            return pieces.getFirst();
        }
        List<RawLog> raw = new ArrayList<>();
        List<LoggedEvent> events = new ArrayList<>();
        List<Undecodable> undecodable = new ArrayList<>();
        for (DecodedLogs piece : pieces) {
            raw.addAll(piece.raw());
            events.addAll(piece.events());
            undecodable.addAll(piece.undecodable());
        }
        return new DecodedLogs(raw, events, undecodable);
    }
}
