package dev.morlens.store;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.postgresql.PGConnection;

/** Rows in the text format of {@code COPY}, and the way to send them. */
final class CopyText {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "\\N".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BYTEA = "\\\\x".getBytes(StandardCharsets.US_ASCII);

    /** What one message to the server carries: arrays of megabytes, copied as they grow, would cost more than the rows. */
    private static final int PIECE = 1 << 16;

    private final String table;
    private final String columns;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] text = new byte[1 << 12];
    private int length;
    private boolean rowBegun;
    private long rows;

    CopyText(String table, String columns) {
        this.table = table;
        this.columns = columns;
    }

    long rows() {
        return rows;
    }

    CopyText add(long value) {
        return ascii(Long.toString(value));
    }

    CopyText add(boolean value) {
        return ascii(value ? "t" : "f");
    }

    CopyText add(Wei value) {
        return ascii(value.toString());
    }

    CopyText add(Instant value) {
        return add(value.getEpochSecond());
    }

    CopyText add(Address value) {
        return add(value.bytes());
    }

    CopyText add(Hash value) {
        return add(value.bytes());
    }

    CopyText add(SessionId value) {
        return add(value.hash().bytes());
    }

    CopyText add(byte[] value) {
        separate();
        put(BYTEA);
        room(2 * value.length);
        for (byte b : value) {
            text[length++] = DIGITS[b >> 4 & 0xf];
            text[length++] = DIGITS[b & 0xf];
        }
        return this;
    }

    /** Text from us or from the chain: escaped, and without the one character that PostgreSQL cannot keep. */
    CopyText addText(String value) {
        String escaped = value.replace("\0", "")
                .replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        separate();
        put(escaped.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    CopyText addNull() {
        separate();
        put(NULL);
        return this;
    }

    /** A value if there is one. */
    <T> CopyText add(Optional<T> value, BiConsumer<CopyText, T> adder) {
        if (value.isEmpty()) {
            return addNull();
        }
        adder.accept(this, value.get());
        return this;
    }

    void end() {
        room(1);
        text[length++] = '\n';
        rowBegun = false;
        rows++;
    }

    void send(Connection connection) throws SQLException, IOException {
        if (rows == 0) {
            return;
        }
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " (" + columns + ") from stdin");
        try {
            for (byte[] piece : full) {
                copy.writeToCopy(piece, 0, piece.length);
            }
            copy.writeToCopy(text, 0, length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private CopyText ascii(String value) {
        separate();
        put(value.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private void separate() {
        if (rowBegun) {
            room(1);
            text[length++] = '\t';
        }
        rowBegun = true;
    }

    private void put(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, text, length, bytes.length);
        length += bytes.length;
    }

    /** Makes sure that so many bytes follow each other in one piece. */
    private void room(int more) {
        if (length + more <= text.length) {
            return;
        }
        if (text.length < PIECE) {
            text = Arrays.copyOf(text, Math.max(PIECE, length + more));
            return;
        }
        full.add(length == text.length ? text : Arrays.copyOf(text, length));
        text = new byte[Math.max(PIECE, more)];
        length = 0;
    }
}
