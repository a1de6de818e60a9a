package dev.morlens.testing.replay.history;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;

/** Logs as a node's JSON. */
public final class LogWriter {

    private static final Hash[] NO_DATA = {};

    private final World world;

    public LogWriter(World world) {
        this.world = world;
    }

    public Hash[] topics(int log) {
        LogColumns logs = world.logs;
        Kind kind = logs.kind(log);
        int subject = logs.subject(log);
        return switch (kind) {
            case TRANSFER, PROVIDER_CLAIMED, FEES_WITHDRAWN ->
                new Hash[] {kind.topic(), actor(world.moves.sender(log)), actor(world.moves.receiver(log))};
            case PROVIDER_REGISTERED, USER_WITHDRAWN -> new Hash[] {kind.topic(), actor(subject)};
            case MODEL_REGISTERED ->
                new Hash[] {
                    kind.topic(),
                    actor(subject),
                    world.models.get(logs.object(log)).id()
                };
            case BID_POSTED -> {
                int model = world.offers.get(logs.object(log)).model();
                yield new Hash[] {
                    kind.topic(), actor(subject), world.models.get(model).id()
                };
            }
            case SESSION_OPENED, SESSION_CLOSED -> {
                int provider = world.offers.get(world.sessions.offer(subject)).provider();
                Hash user = actor(world.sessions.user(subject));
                yield new Hash[] {kind.topic(), user, world.sessions.id(subject), actor(provider)};
            }
        };
    }

    private Hash[] data(int log) {
        return switch (world.logs.kind(log)) {
            case TRANSFER, PROVIDER_CLAIMED, FEES_WITHDRAWN, USER_WITHDRAWN ->
                new Hash[] {Unit.word(world.logs.amount(log))};
            case BID_POSTED ->
                new Hash[] {
                    new Hash(0, 0, 0, world.offers.get(world.logs.object(log)).nonce())
                };
            case PROVIDER_REGISTERED, MODEL_REGISTERED, SESSION_OPENED, SESSION_CLOSED -> NO_DATA;
        };
    }

    private Hash actor(int number) {
        Address address = world.actors.address(number);
        long c = address.high() << 32 | address.middle() >>> 32;
        return new Hash(0, address.high() >>> 32, c, address.middle() << 32 | address.low() & 0xffff_ffffL);
    }

    public void write(JsonBytes out, int log) {
        LogColumns logs = world.logs;
        long block = logs.block(log);
        Hash[] data = data(log);
        out.text("{\"address\":").address(logs.kind(log).emitter()).text(",\"topics\":[");
        Hash[] topics = topics(log);
        for (int i = 0; i < topics.length; i++) {
            out.text(i == 0 ? "" : ",").hash(topics[i]);
        }
        out.text("],\"data\":");
        if (data.length == 0) {
            out.text("\"0x\"");
        } else {
            out.hash(data[0]);
        }
        out.text(",\"blockNumber\":").quantity(block);
        out.text(",\"blockHash\":").hash(world.clock.hash(block));
        out.text(",\"blockTimestamp\":").quantity(world.clock.seconds(block));
        out.text(",\"transactionHash\":").hash(world.clock.transaction(block, logs.transaction(log)));
        out.text(",\"transactionIndex\":").quantity(logs.transaction(log));
        out.text(",\"logIndex\":").quantity(logs.index(log)).text(",\"removed\":false}");
    }

    /** Logs from one to before another, as an array. */
    public void writeAll(JsonBytes out, int first, int end) {
        out.text("[");
        for (int log = first; log < end; log++) {
            write(out.text(log == first ? "" : ","), log);
        }
        out.text("]");
    }
}
