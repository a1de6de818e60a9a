package dev.morlens.protocol.view;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.abi.UnreadableException;
import dev.morlens.chain.abi.Words;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.abi.HoldSlots;
import dev.morlens.protocol.state.StoredHold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads hold rows from the Diamond's storage, the only place that has them all and one by one (protocol.md, traps 8 and
 * 12).
 */
public final class HoldStorage {

    /** More rows than any user could withdraw from: they are not read, be it a broken answer or an unknown layout. */
    private static final int MOST_ROWS = 50_000;

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
        return rows(at, Map.of(user, HoldSlots.of(user)), Map.of(user, count)).get(user);
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
        Map<Address, HoldSlots> slots = new LinkedHashMap<>();
        users.forEach(user -> slots.put(user, HoldSlots.of(user)));
        List<Hash> lengths =
                words(at, slots.values().stream().map(HoldSlots::length).toList());
        Map<Address, Integer> rows = new LinkedHashMap<>();
        slots.keySet().forEach(user -> rows.put(user, length(user, lengths.get(rows.size()))));
        return rows(at, slots, rows);
    }

    private Map<Address, List<StoredHold>> rows(BlockId at, Map<Address, HoldSlots> slots, Map<Address, Integer> rows) {
        List<Hash> asked = new ArrayList<>();
        rows.forEach((user, count) -> {
            requireReadable(user, count);
            for (int row = 0; row < count; row++) {
                asked.add(slots.get(user).amount(row));
                asked.add(slots.get(user).releaseAt(row));
            }
        });
        List<Hash> words = words(at, asked);
        Map<Address, List<StoredHold>> holds = new LinkedHashMap<>();
        int from = 0;
        for (Map.Entry<Address, Integer> user : rows.entrySet()) {
            int to = from + 2 * user.getValue();
            holds.put(user.getKey(), holds(user.getKey(), words.subList(from, to)));
            from = to;
        }
        return holds;
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
            return new Words(word.bytes()).number(0, Integer.MAX_VALUE);
        } catch (UnreadableException e) {
            throw failed(user, e);
        }
    }

    private static List<StoredHold> holds(Address user, List<Hash> words) {
        List<StoredHold> holds = new ArrayList<>();
        try {
            for (int i = 0; i < words.size(); i += 2) {
                Words amount = new Words(words.get(i).bytes());
                Words releaseAt = new Words(words.get(i + 1).bytes());
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
