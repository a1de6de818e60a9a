package dev.morlens.testing.replay.history;

import dev.morlens.chain.value.Address;
import dev.morlens.testing.replay.ReplayContracts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Who takes part, by number, and what each has in its wallet, in units. */
public final class Actors {

    public static final int ZERO = 0;
    public static final int DIAMOND = 1;
    public static final int FUNDING = 2;
    public static final int TREASURY = 3;

    private final long seed;
    private final Map<Address, Integer> numbers = new HashMap<>();
    private Address[] addresses = new Address[64];
    private long[] balances = new long[64];
    private int size;

    Actors(long seed) {
        this.seed = seed;
        add(Address.ZERO);
        add(ReplayContracts.DIAMOND);
        add(ReplayContracts.FUNDING);
        add(ReplayContracts.TREASURY);
    }

    /** Somebody new. */
    int add() {
        return add(Mix.address(seed, size));
    }

    private int add(Address address) {
        if (size == addresses.length) {
            addresses = Arrays.copyOf(addresses, size + (size >> 1));
            balances = Arrays.copyOf(balances, addresses.length);
        }
        addresses[size] = address;
        numbers.put(address, size);
        return size++;
    }

    public Address address(int actor) {
        return addresses[actor];
    }

    /** -1 for somebody unknown. */
    public int number(Address address) {
        return numbers.getOrDefault(address, -1);
    }

    public int size() {
        return size;
    }

    /** Of {@link #ZERO} what it minted, below 0. */
    long balance(int actor) {
        return balances[actor];
    }

    public long[] balances() {
        return Arrays.copyOf(balances, size);
    }

    void move(int from, int to, long amount) {
        balances[from] -= amount;
        balances[to] += amount;
        if (from != ZERO && balances[from] < 0) {
            throw new IllegalStateException(addresses[from] + " spends more than it has");
        }
    }

    void moveBack(int from, int to, long amount) {
        balances[to] -= amount;
        balances[from] += amount;
    }
}
