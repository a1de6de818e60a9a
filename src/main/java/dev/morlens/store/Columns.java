package dev.morlens.store;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The columns of a row, as our values. */
record Columns(ResultSet results) {

    interface Reader<T> {
        T read(Columns row) throws SQLException;
    }

    boolean has(String name) throws SQLException {
        return results.getObject(name) != null;
    }

    <T> Optional<T> optional(String name, Reader<T> reader) throws SQLException {
        return has(name) ? Optional.of(reader.read(this)) : Optional.empty();
    }

    long int8(String name) throws SQLException {
        return results.getLong(name);
    }

    int int4(String name) throws SQLException {
        return results.getInt(name);
    }

    boolean truth(String name) throws SQLException {
        return results.getBoolean(name);
    }

    byte[] bytes(String name) throws SQLException {
        return results.getBytes(name);
    }

    String text(String name) throws SQLException {
        return results.getString(name);
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
        BigDecimal value = results.getBigDecimal(name);
        return value == null ? Wei.ZERO : Wei.of(value.toBigIntegerExact());
    }

    BlockRef block(String number, String hash, String time) throws SQLException {
        return new BlockRef(int8(number), hash(hash), time(time));
    }
}
