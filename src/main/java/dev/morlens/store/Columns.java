package dev.morlens.store;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Posting;
import dev.morlens.protocol.event.SessionId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The columns of a row, as our values. A prefix reads one of several groups of like columns. */
record Columns(ResultSet results, String prefix) {

    interface Reader<T> {
        T read(Columns row) throws SQLException;
    }

    Columns group(String name) {
        return new Columns(results, name + "_");
    }

    boolean has(String name) throws SQLException {
        return results.getObject(prefix + name) != null;
    }

    <T> Optional<T> optional(String name, Reader<T> reader) throws SQLException {
        return has(name) ? Optional.of(reader.read(this)) : Optional.empty();
    }

    long int8(String name) throws SQLException {
        return results.getLong(prefix + name);
    }

    int int4(String name) throws SQLException {
        return results.getInt(prefix + name);
    }

    boolean truth(String name) throws SQLException {
        return results.getBoolean(prefix + name);
    }

    byte[] bytes(String name) throws SQLException {
        return results.getBytes(prefix + name);
    }

    String text(String name) throws SQLException {
        return results.getString(prefix + name);
    }

    Address address(String name) throws SQLException {
        return Address.of(bytes(name));
    }

    Hash hash(String name) throws SQLException {
        return Hash.of(bytes(name));
    }

    SessionId session(String name) throws SQLException {
        return new SessionId(hash(name));
    }

    Instant time(String name) throws SQLException {
        return Instant.ofEpochSecond(int8(name));
    }

    /** 0 where nothing is written. */
    Wei wei(String name) throws SQLException {
        BigDecimal value = results.getBigDecimal(prefix + name);
        return value == null ? Wei.ZERO : Wei.of(value.toBigIntegerExact());
    }

    /** From columns {@code block}, {@code hash} and {@code time}. */
    BlockRef block() throws SQLException {
        return new BlockRef(int8("block"), hash("hash"), time("time"));
    }

    /** From those of a block, {@code log} and {@code tx}. */
    Posting posting() throws SQLException {
        return new Posting(block(), int4("log"), hash("tx"));
    }
}
