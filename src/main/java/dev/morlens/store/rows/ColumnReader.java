package dev.morlens.store.rows;

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
public record ColumnReader(ResultSet results) {

    public interface Reader<T> {
        T read(ColumnReader row) throws SQLException;
    }

    public boolean has(String name) throws SQLException {
        return results.getObject(name) != null;
    }

    public <T> Optional<T> optional(String name, Reader<T> reader) throws SQLException {
        return has(name) ? Optional.of(reader.read(this)) : Optional.empty();
    }

    public long int8(String name) throws SQLException {
        return results.getLong(name);
    }

    public int int4(String name) throws SQLException {
        return results.getInt(name);
    }

    public boolean truth(String name) throws SQLException {
        return results.getBoolean(name);
    }

    public byte[] bytes(String name) throws SQLException {
        return results.getBytes(name);
    }

    public String text(String name) throws SQLException {
        return results.getString(name);
    }

    public Address address(String name) throws SQLException {
        return Address.of(bytes(name));
    }

    public Hash hash(String name) throws SQLException {
        return Hash.of(bytes(name));
    }

    public SessionId session(String name) throws SQLException {
        return new SessionId(hash(name));
    }

    public Instant time(String name) throws SQLException {
        return Instant.ofEpochSecond(int8(name));
    }

    /** 0 where nothing is written. */
    public Wei wei(String name) throws SQLException {
        BigDecimal value = results.getBigDecimal(name);
        return value == null ? Wei.ZERO : Wei.of(value.toBigIntegerExact());
    }

    public BlockRef block(String number, String hash, String time) throws SQLException {
        return new BlockRef(int8(number), hash(hash), time(time));
    }
}
