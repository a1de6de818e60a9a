package dev.morlens.protocol.view;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.abi.UnreadableException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.abi.HoldSlots;
import dev.morlens.protocol.state.StoredHold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads hold rows from the Diamond's storage, the only place that has them all and one by one (docs/protocol.md, P20
 * and P21).
 */
public final class HoldStorage {

    /** More rows than any user could withdraw from: they are not read, be it a broken answer or an unknown layout. */
    private static final int MOST_ROWS = 50_000;

    /** Amount and time of release. */
    public static final int SLOTS_A_ROW = 2;

    private final Node node;
    private final Address diamond;

    public HoldStorage(Node node, Address diamond) {
        this.node = node;
        this.diamond = diamond;
    }

    /**
     * The rows of one user, in the array's order.
     *
     * @param at one block: a tag may give the length and the rows of two
     * @throws ViewFailedException if the words read are no rows
     */
    public List<StoredHold> read(BlockId at, Address user) {
        return read(at, user, count(at, user));
    }

    /**
     * How many rows a user has, those of amount 0 among them.
     *
     * @throws ViewFailedException if the word read is no such number
     */
    public int count(BlockId at, Address user) {
        return length(user, words(at, List.of(HoldSlots.of(user).length())).getFirst());
    }

    /**
     * The rows of a user of whom it is known how many there are.
     *
     * @param count as {@link #count} says at the same block
     * @throws ViewFailedException if the words read are no rows
     */
    public List<StoredHold> read(BlockId at, Address user, int count) {
        requireReadable(user, count);
        List<Hash> asked = new ArrayList<>();
        addRows(asked, HoldSlots.of(user), 0, count);
        return holds(user, words(at, asked));
    }

    /**
     * The row that a claim looks at first; empty if there is none.
     *
     * @throws ViewFailedException if the words read are no row
     */
    public Optional<StoredHold> last(BlockId at, Address user) {
        HoldSlots slots = HoldSlots.of(user);
        int rows = count(at, user);
        return rows == 0
                ? Optional.empty()
                : holds(user, words(at, List.of(slots.amount(rows - 1), slots.releaseAt(rows - 1)))).stream()
                        .findFirst();
    }

    /** The rows of many users: all lengths in one question, all rows in a second. */
    public Map<Address, List<StoredHold>> readAll(BlockId at, Collection<Address> users) {
        Map<Address, Integer> expected = new LinkedHashMap<>();
        users.forEach(user -> expected.put(user, 0));
        return readAll(at, expected);
    }

    /**
     * The same in one question where a user has as many rows as expected, or fewer; what one has beyond that takes a
     * second.
     *
     * @param expected how many rows each user is thought to have, those of amount 0 among them
     * @throws ViewFailedException if the words read are no rows
     */
    public Map<Address, List<StoredHold>> readAll(BlockId at, Map<Address, Integer> expected) {
        Map<Address, HoldSlots> slots = new LinkedHashMap<>();
        List<Hash> asked = new ArrayList<>();
        expected.forEach((user, rows) -> {
            HoldSlots own = HoldSlots.of(user);
            slots.put(user, own);
            asked.add(own.length());
            addRows(asked, own, 0, Math.min(rows, MOST_ROWS));
        });
        Iterator<Hash> told = words(at, asked).iterator();
        Map<Address, List<Hash>> words = new LinkedHashMap<>();
        Map<Address, Integer> lengths = new LinkedHashMap<>();
        expected.forEach((user, rows) -> {
            lengths.put(user, length(user, told.next()));
            words.put(user, next(told, SLOTS_A_ROW * Math.min(rows, MOST_ROWS)));
        });
        addUnexpected(at, slots, lengths, words);
        Map<Address, List<StoredHold>> holds = new LinkedHashMap<>();
        words.forEach((user, read) -> holds.put(user, holds(user, read.subList(0, SLOTS_A_ROW * lengths.get(user)))));
        return holds;
    }

    private void addUnexpected(
            BlockId at, Map<Address, HoldSlots> slots, Map<Address, Integer> lengths, Map<Address, List<Hash>> words) {
        List<Hash> asked = new ArrayList<>();
        lengths.forEach((user, length) -> {
            requireReadable(user, length);
            addRows(asked, slots.get(user), words.get(user).size() / SLOTS_A_ROW, length);
        });
        Iterator<Hash> told = words(at, asked).iterator();
        words.forEach((user, read) -> read.addAll(next(told, SLOTS_A_ROW * lengths.get(user) - read.size())));
    }

    private static void addRows(List<Hash> asked, HoldSlots slots, int from, int to) {
        for (int row = from; row < to; row++) {
            asked.add(slots.amount(row));
            asked.add(slots.releaseAt(row));
        }
    }

    private static List<Hash> next(Iterator<Hash> words, int count) {
        List<Hash> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            next.add(words.next());
        }
        return next;
    }

    private List<Hash> words(BlockId at, List<Hash> slots) {
        return slots.isEmpty() ? List.of() : node.storage(at, diamond, slots);
    }

    private static void requireReadable(Address user, int rows) {
        if (rows > MOST_ROWS) {
            throw new ViewFailedException(
                    "hold rows of %s in storage: expected at most %d, got %d".formatted(user, MOST_ROWS, rows), null);
        }
    }

    private static int length(Address user, Hash word) {
        try {
            return new AbiWords(word.bytes()).number(0, Integer.MAX_VALUE);
        } catch (UnreadableException e) {
            throw failed(user, e);
        }
    }

    private static List<StoredHold> holds(Address user, List<Hash> words) {
        List<StoredHold> holds = new ArrayList<>();
        try {
            for (int i = 0; i < words.size(); i += 2) {
                AbiWords amount = new AbiWords(words.get(i).bytes());
                AbiWords releaseAt = new AbiWords(words.get(i + 1).bytes());
                holds.add(new StoredHold(amount.wei(0), releaseAt.instant(0)));
            }
        } catch (UnreadableException e) {
            throw failed(user, e);
        }
        return List.copyOf(holds);
    }

    private static ViewFailedException failed(Address user, UnreadableException e) {
        return new ViewFailedException("hold rows of " + user + " in storage: " + e.getMessage(), e);
    }
}
