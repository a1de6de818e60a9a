package dev.morlens.store.rows;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.postgresql.PGConnection;

/**
 * Rows in the binary format of {@code COPY}, and the way to send them. Neither side turns numbers and bytes into text and
 * back; in return each value must be added with its column's very width, or the server refuses the row.
 */
public final class CopyRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int NULL = -1;
    private static final short END = -1;

    /** What one message to the server carries: arrays of megabytes, copied as they grow, would cost more than the rows. */
    private static final int PIECE = 1 << 16;

    private static final int FIRST_PIECE = 1 << 12;

    /** PostgreSQL's numbers are of digits to this base, four of which fit into a long. */
    private static final int NUMERIC_BASE = 10_000;

    private static final BigInteger FOUR_DIGITS = BigInteger.TEN.pow(16);
    private static final int MOST_DIGITS = 64;
    private static final short NEGATIVE = 0x4000;

    private final String table;
    private final String columns;
    private final short width;
    private final List<ByteBuffer> full = new ArrayList<>();
    private final short[] digits = new short[MOST_DIGITS];
    private ByteBuffer piece = ByteBuffer.allocate(FIRST_PIECE);
    private boolean rowBegun;
    private long rows;

    public CopyRows(String table, String columns) {
        this.table = table;
        this.columns = columns;
        this.width = (short) columns.split(",").length;
        piece.put(SIGNATURE).putInt(0).putInt(0);
    }

    long rows() {
        return rows;
    }

    /** For a column of type {@code smallint}. */
    public CopyRows int2(int value) {
        if (value != (short) value) {
            throw new IllegalArgumentException("expected a number for a smallint of " + table + ", got " + value);
        }
        field(Short.BYTES).putShort((short) value);
        return this;
    }

    /** For a column of type {@code integer}. */
    public CopyRows int4(int value) {
        field(Integer.BYTES).putInt(value);
        return this;
    }

    /** For a column of type {@code bigint}. */
    public CopyRows int8(long value) {
        field(Long.BYTES).putLong(value);
        return this;
    }

    public CopyRows add(boolean value) {
        field(1).put((byte) (value ? 1 : 0));
        return this;
    }

    public CopyRows add(Instant value) {
        return int8(value.getEpochSecond());
    }

    public CopyRows add(Address value) {
        field(Address.BYTES).putLong(value.high()).putLong(value.middle()).putInt(value.low());
        return this;
    }

    public CopyRows add(Hash value) {
        put(field(Hash.BYTES), value);
        return this;
    }

    public CopyRows add(SessionId value) {
        return add(value.hash());
    }

    public CopyRows add(byte[] value) {
        field(value.length).put(value);
        return this;
    }

    /** One after the other, as one value. */
    public CopyRows add(List<Hash> values) {
        ByteBuffer to = field(Hash.BYTES * values.size());
        values.forEach(value -> put(to, value));
        return this;
    }

    public CopyRows add(Wei value) {
        int count = split(value.value().abs());
        int zeros = 0;
        while (zeros < count && digits[zeros] == 0) {
            zeros++;
        }
        ByteBuffer to = field(Short.BYTES * (4 + count - zeros));
        to.putShort((short) (count - zeros)).putShort((short) Math.max(0, count - 1));
        to.putShort(value.isNegative() ? NEGATIVE : 0).putShort((short) 0);
        for (int i = count - 1; i >= zeros; i--) {
            to.putShort(digits[i]);
        }
        return this;
    }

    /** Into digits, the least first; how many. */
    private int split(BigInteger number) {
        int count = 0;
        BigInteger left = number;
        while (left.bitLength() >= Long.SIZE) {
            BigInteger[] parts = left.divideAndRemainder(FOUR_DIGITS);
            long low = parts[1].longValue();
            for (int i = 0; i < 4; i++) {
                digits[count++] = (short) (low % NUMERIC_BASE);
                low /= NUMERIC_BASE;
            }
            left = parts[0];
        }
        for (long rest = left.longValue(); rest > 0; rest /= NUMERIC_BASE) {
            digits[count++] = (short) (rest % NUMERIC_BASE);
        }
        return count;
    }

    /** Text from us or from the chain, without the one character that PostgreSQL cannot keep. */
    CopyRows addText(String value) {
        return add(value.replace("\0", "").getBytes(StandardCharsets.UTF_8));
    }

    public CopyRows addNull() {
        begin(Integer.BYTES).putInt(NULL);
        return this;
    }

    /** A value if there is one. */
    public <T> CopyRows add(Optional<T> value, BiConsumer<CopyRows, T> adder) {
        if (value.isEmpty()) {
            return addNull();
        }
        adder.accept(this, value.get());
        return this;
    }

    public void end() {
        rowBegun = false;
        rows++;
    }

    public void send(Connection connection) throws SQLException, IOException {
        if (rows == 0) {
            return;
        }
        room(Short.BYTES).putShort(END);
        full.add(piece);
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " (" + columns + ") from stdin with (format binary)");
        try {
            for (ByteBuffer each : full) {
                copy.writeToCopy(each.array(), 0, each.position());
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void put(ByteBuffer to, Hash value) {
        to.putLong(value.a()).putLong(value.b()).putLong(value.c()).putLong(value.d());
    }

    /** Where so many bytes of a value go, behind their number. */
    private ByteBuffer field(int length) {
        return begin(Integer.BYTES + length).putInt(length);
    }

    private ByteBuffer begin(int length) {
        ByteBuffer to = room(Short.BYTES + length);
        if (!rowBegun) {
            to.putShort(width);
            rowBegun = true;
        }
        return to;
    }

    /** A piece into which so many more bytes fit. */
    private ByteBuffer room(int more) {
        if (piece.remaining() < more) {
            full.add(piece);
            piece = ByteBuffer.allocate(Math.max(PIECE, more));
        }
        return piece;
    }
}
