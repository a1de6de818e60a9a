package dev.morlens.protocol.abi;

import dev.morlens.chain.abi.UnreadableException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.Decoding.Decoded;
import dev.morlens.protocol.abi.Decoding.Undecodable;
import dev.morlens.protocol.abi.EventShape.Emitter;
import dev.morlens.protocol.event.LoggedEvent;
import java.util.List;
import java.util.Map;

/**
 * Makes events of logs (docs/protocol.md, P8). A log must come from the contract that says such things, and have
 * exactly the topics and the data of its event; an address word must have clean upper bytes. Safe for many threads.
 */
public final class EventDecoder {

    private static final Map<Hash, EventShape> SHAPES = EventShapes.byTopic();

    private final Network network;

    public EventDecoder(Network network) {
        this.network = network;
    }

    /** Never throws: what is unknown, strange or from elsewhere is {@link Undecodable}. */
    public Decoding decode(RawLog log) {
        try {
            var event = shape(log).read(log, emitter(log.address()));
            return new Decoded(new LoggedEvent(log.block(), log.logIndex(), log.txHash(), event));
        } catch (UnreadableException e) {
            return new Undecodable(log, e.getMessage());
        }
    }

    public List<Decoding> decode(List<RawLog> logs) {
        return logs.stream().map(this::decode).toList();
    }

    private Emitter emitter(Address address) {
        if (address.equals(network.token())) {
            return Emitter.TOKEN;
        }
        if (address.equals(network.diamond())) {
            return Emitter.DIAMOND;
        }
        throw new UnreadableException("expected a log of the token %s or the Diamond %s, got one of %s"
                .formatted(network.token(), network.diamond(), address));
    }

    private static EventShape shape(RawLog log) {
        if (log.topics().isEmpty()) {
            throw new UnreadableException("expected an event's signature as first topic, got no topic");
        }
        EventShape shape = SHAPES.get(log.topics().getFirst());
        if (shape == null) {
            throw new UnreadableException("unknown event " + log.topics().getFirst() + " of " + log.address());
        }
        return shape;
    }
}
