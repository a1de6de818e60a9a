package dev.morlens.testing.replay.history;

import dev.morlens.chain.value.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All sessions in the order of their opening; times in seconds, amounts in units. */
public final class Sessions {

    private static final int FIRST = 256;
    private static final int DAY = 86_400;
    private static final IntList NONE = new IntList();

    private final long seed;
    private final List<IntList> ofActors = new ArrayList<>();
    private final IntList open = new IntList();
    private int[] users = new int[FIRST];
    private short[] offers = new short[FIRST];
    private boolean[] direct = new boolean[FIRST];
    private long[] stakes = new long[FIRST];
    private long[] held = new long[FIRST];
    private int[] openedAt = new int[FIRST];
    private int[] endsAt = new int[FIRST];
    private int[] closedAt = new int[FIRST];
    private int[] places = new int[FIRST];
    private int size;

    Sessions(long seed) {
        this.seed = ~seed;
    }

    int open(int user, int offer, long stake, long now, long seconds, boolean directPayment) {
        if (size == users.length) {
            grow(size + (size >> 1));
        }
        users[size] = user;
        offers[size] = (short) offer;
        direct[size] = directPayment;
        stakes[size] = stake;
        openedAt[size] = (int) now;
        endsAt[size] = (int) (now + seconds);
        closedAt[size] = 0;
        while (ofActors.size() <= user) {
            ofActors.add(null);
        }
        if (ofActors.get(user) == null) {
            ofActors.set(user, new IntList());
        }
        ofActors.get(user).add(size);
        list(size);
        return size++;
    }

    private void grow(int capacity) {
        users = Arrays.copyOf(users, capacity);
        offers = Arrays.copyOf(offers, capacity);
        direct = Arrays.copyOf(direct, capacity);
        stakes = Arrays.copyOf(stakes, capacity);
        held = Arrays.copyOf(held, capacity);
        openedAt = Arrays.copyOf(openedAt, capacity);
        endsAt = Arrays.copyOf(endsAt, capacity);
        closedAt = Arrays.copyOf(closedAt, capacity);
        places = Arrays.copyOf(places, capacity);
    }

    /** Forgets the youngest session, which is open. */
    void removeLast() {
        size--;
        unlist(size);
        ofActors.get(users[size]).removeLast();
    }

    void close(int session, long now, long hold) {
        closedAt[session] = (int) now;
        held[session] = hold;
        unlist(session);
    }

    void reopen(int session) {
        closedAt[session] = 0;
        list(session);
    }

    private void list(int session) {
        places[session] = open.size();
        open.add(session);
    }

    private void unlist(int session) {
        int last = open.removeLast();
        if (last != session) {
            open.set(places[session], last);
            places[last] = places[session];
        }
    }

    IntList open() {
        return open;
    }

    public int size() {
        return size;
    }

    public Hash id(int session) {
        return Mix.name(seed, session);
    }

    /** -1 if there is no such session. */
    public int number(Hash id) {
        long number = Mix.number(seed, id);
        return number < size ? (int) number : -1;
    }

    public IntList of(int user) {
        IntList list = user < 0 || user >= ofActors.size() ? null : ofActors.get(user);
        return list == null ? NONE : list;
    }

    public int user(int session) {
        return users[session];
    }

    public int offer(int session) {
        return offers[session];
    }

    public boolean direct(int session) {
        return direct[session];
    }

    public long stake(int session) {
        return stakes[session];
    }

    /** What its close put on hold. */
    public long held(int session) {
        return held[session];
    }

    public long openedAt(int session) {
        return openedAt[session];
    }

    public long endsAt(int session) {
        return endsAt[session];
    }

    /** 0 while it is open. */
    public long closedAt(int session) {
        return closedAt[session];
    }

    /** How long it runs if it is closed at some time. */
    long seconds(int session, long closed) {
        return Math.min(closed, endsAt[session]) - openedAt[session];
    }

    /** The midnight after its end (docs/protocol.md, P26). */
    long releaseAt(int session, long closed) {
        long end = Math.min(closed, endsAt[session]);
        return end - end % DAY + DAY;
    }
}
