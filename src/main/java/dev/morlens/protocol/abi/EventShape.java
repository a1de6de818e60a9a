package dev.morlens.protocol.abi;

import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.abi.UnreadableException;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.protocol.event.ProtocolEvent;
import java.util.function.Function;
import org.web3j.abi.EventEncoder;

/**
 * How one event is written.
 *
 * @param signature its name and types
 * @param topics how many topics it has, the first being the signature's hash
 * @param words how many words of data, or {@link #DYNAMIC}
 * @param reader makes the event of a log that has this shape
 */
record EventShape(String signature, Emitter emitter, int topics, int words, Function<LogWords, ProtocolEvent> reader) {

    static final int DYNAMIC = -1;

    /** Which contract is allowed to say it. */
    enum Emitter {
        TOKEN,
        DIAMOND;

        String label() {
            return this == TOKEN ? "token" : "Diamond";
        }
    }

    static EventShape token(String signature, int indexed, Function<LogWords, ProtocolEvent> reader) {
        return fixed(signature, Emitter.TOKEN, indexed, reader);
    }

    static EventShape diamond(String signature, int indexed, Function<LogWords, ProtocolEvent> reader) {
        return fixed(signature, Emitter.DIAMOND, indexed, reader);
    }

    private static EventShape fixed(
            String signature, Emitter emitter, int indexed, Function<LogWords, ProtocolEvent> reader) {
        int arguments = 1 + (int) signature.chars().filter(c -> c == ',').count();
        return new EventShape(signature, emitter, 1 + indexed, arguments - indexed, reader);
    }

    /** What a log of this event has as its first topic. */
    Hash topic0() {
        return Hash.of(EventEncoder.buildEventSignature(signature));
    }

    /** @throws UnreadableException if the log has another shape than the signature says */
    ProtocolEvent read(RawLog log, Emitter from) {
        if (from != emitter) {
            throw new UnreadableException(
                    "expected %s from the %s, got it from the %s".formatted(signature, emitter.label(), from.label()));
        }
        expect("topics", topics, log.topics().size());
        if (words != DYNAMIC) {
            expect("bytes of data", words * AbiWords.BYTES, log.data().length);
        }
        return reader.apply(new LogWords(log));
    }

    private void expect(String what, int expected, int got) {
        if (got != expected) {
            throw new UnreadableException("expected %s with %d %s, got %d".formatted(signature, expected, what, got));
        }
    }
}
