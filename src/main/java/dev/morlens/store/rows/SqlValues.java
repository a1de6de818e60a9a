package dev.morlens.store.rows;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.mapper.RowMapper;

/** Our values as parameters and as whole rows of one column. */
public final class SqlValues {

    private interface Setter<T> {
        void set(PreparedStatement statement, int place, T value) throws SQLException;
    }

    private SqlValues() {}

    public static Jdbi teach(Jdbi jdbi) {
        argument(jdbi, Address.class, (s, i, value) -> s.setBytes(i, value.bytes()));
        argument(jdbi, Hash.class, (s, i, value) -> s.setBytes(i, value.bytes()));
        argument(
                jdbi,
                SessionId.class,
                (s, i, value) -> s.setBytes(i, value.hash().bytes()));
        argument(jdbi, Wei.class, (s, i, value) -> s.setBigDecimal(i, new BigDecimal(value.value())));
        return jdbi;
    }

    /** Many values as one array of bytea: the driver wants bytes, not objects. */
    public static <T> Argument array(Collection<T> values, Function<T, byte[]> bytes) {
        byte[][] all = values.stream().map(bytes).toArray(byte[][]::new);
        return (place, statement, context) ->
                statement.setArray(place, context.getConnection().createArrayOf("bytea", all));
    }

    public static Argument addresses(Collection<Address> values) {
        return array(values, Address::bytes);
    }

    private static <T> void argument(Jdbi jdbi, Class<T> type, Setter<T> setter) {
        jdbi.registerArgument((ArgumentFactory) (declared, value, config) -> type.isInstance(value)
                ? Optional.of((place, statement, context) -> setter.set(statement, place, type.cast(value)))
                : Optional.empty());
    }

    /** A mapper that reads a row by the names of its columns. */
    public static <T> RowMapper<T> row(ColumnReader.Reader<T> reader) {
        return (results, context) -> reader.read(new ColumnReader(results));
    }
}
