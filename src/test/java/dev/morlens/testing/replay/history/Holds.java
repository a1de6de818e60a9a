package dev.morlens.testing.replay.history;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.testing.replay.history.HoldRows.Claim;
import dev.morlens.testing.replay.view.Abi;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hold rows of all users, and where each array lies in the Diamond's storage. */
public final class Holds {

    private static final BigInteger MAPPING =
            new BigInteger(1, Abi.keccak("diamond.standard.sessions.storage").bytes()).add(BigInteger.valueOf(9));
    private static final HoldRows NONE = new HoldRows();

    /** A word of an array. */
    public record Place(int user, boolean length, long word) {}

    private record Slots(int user, Hash length, Hash first) {}

    private final Map<Integer, HoldRows> rows = new HashMap<>();
    private final Map<Long, Slots> slots = new HashMap<>();
    private final IntList users = new IntList();
    private final List<Claim> claims = new ArrayList<>();

    void push(int user, Address address, long amount, long releaseAt) {
        rows.computeIfAbsent(user, key -> begin(user, address)).push(amount, releaseAt);
    }

    private HoldRows begin(int user, Address address) {
        Hash length = Abi.keccakOfWords(Abi.word(address) + Abi.word(MAPPING));
        Slots array = new Slots(user, length, Abi.keccak(length.bytes()));
        slots.put(array.length().a(), array);
        slots.put(array.first().a(), array);
        users.add(user);
        return new HoldRows();
    }

    public HoldRows of(int user) {
        return rows.getOrDefault(user, NONE);
    }

    /** Users that ever had a row. */
    IntList users() {
        return users;
    }

    /** The number of the claim; -1 if nothing is released. */
    int take(int user, int iterations, long now) {
        Claim claim = of(user).take(iterations, now);
        if (claim.places().length == 0) {
            return -1;
        }
        claims.add(claim);
        return claims.size() - 1;
    }

    public Claim claim(int number) {
        return claims.get(number);
    }

    void undoLastClaim(int user) {
        of(user).giveBack(claims.removeLast());
    }

    /** What a slot of the Diamond's storage holds, if it belongs to an array. */
    public Optional<Place> place(Hash slot) {
        Slots array = slots.get(slot.a());
        if (array == null) {
            return Optional.empty();
        }
        return Optional.of(new Place(
                array.user(),
                slot.equals(array.length()),
                slot.d() - array.first().d()));
    }
}
