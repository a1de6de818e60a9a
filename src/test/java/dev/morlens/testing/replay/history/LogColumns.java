package dev.morlens.testing.replay.history;

import java.util.Arrays;

/** All logs in the chain's order, some 30 bytes each; their JSON is written when it is asked for. */
public final class LogColumns {

    private static final int FIRST = 1_024;

    private byte[] kinds = new byte[FIRST];
    private int[] blocks = new int[FIRST];
    private short[] transactions = new short[FIRST];
    private short[] indexes = new short[FIRST];
    private int[] subjects = new int[FIRST];
    private int[] objects = new int[FIRST];
    private long[] amounts = new long[FIRST];
    private int size;

    void add(Kind kind, int block, int transaction, int index, int subject, int object, long amount) {
        if (size == kinds.length) {
            grow(size + (size >> 1));
        }
        kinds[size] = (byte) kind.ordinal();
        blocks[size] = block;
        transactions[size] = (short) transaction;
        indexes[size] = (short) index;
        subjects[size] = subject;
        objects[size] = object;
        amounts[size++] = amount;
    }

    private void grow(int capacity) {
        kinds = Arrays.copyOf(kinds, capacity);
        blocks = Arrays.copyOf(blocks, capacity);
        transactions = Arrays.copyOf(transactions, capacity);
        indexes = Arrays.copyOf(indexes, capacity);
        subjects = Arrays.copyOf(subjects, capacity);
        objects = Arrays.copyOf(objects, capacity);
        amounts = Arrays.copyOf(amounts, capacity);
    }

    void removeLast() {
        size--;
    }

    public int size() {
        return size;
    }

    public Kind kind(int log) {
        return Kind.of(kinds[log]);
    }

    public int block(int log) {
        return blocks[log];
    }

    public int transaction(int log) {
        return transactions[log];
    }

    int index(int log) {
        return indexes[log];
    }

    /** Of a transfer, the sender; of a session's event, the session; else who acts. */
    public int subject(int log) {
        return subjects[log];
    }

    /** Of a transfer, the receiver; else the model, the bid or the claim. */
    public int object(int log) {
        return objects[log];
    }

    /** In units; of a registration, what was staked with it. */
    public long amount(int log) {
        return amounts[log];
    }

    /** The first log at or after a block. */
    public int firstAt(long block) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks[middle] < block) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first log of a block's transaction or of one after it. */
    public int firstAt(long block, int transaction) {
        int log = firstAt(block);
        while (log < size && blocks[log] == block && transactions[log] < transaction) {
            log++;
        }
        return log;
    }
}
