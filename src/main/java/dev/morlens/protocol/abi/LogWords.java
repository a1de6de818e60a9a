package dev.morlens.protocol.abi;

import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;

/** A log's indexed arguments (topics 1 to 3) and its data words (from 0). */
final class LogWords {

    private final RawLog log;
    private final AbiWords data;

    LogWords(RawLog log) {
        this.log = log;
        this.data = new AbiWords(log.data());
    }

    Address indexedAddress(int topic) {
        return new AbiWords(log.topics().get(topic).bytes()).address(0);
    }

    Hash indexedHash(int topic) {
        return log.topics().get(topic);
    }

    SessionId indexedSession(int topic) {
        return new SessionId(indexedHash(topic));
    }

    Address address(int word) {
        return data.address(word);
    }

    Hash hash(int word) {
        return data.hash(word);
    }

    Wei wei(int word) {
        return data.wei(word);
    }

    Instant instant(int word) {
        return data.instant(word);
    }

    byte[] data() {
        return log.data();
    }
}
