package dev.morlens.testing.replay;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The arrays {@code userStakesOnHold}, kept as the contract keeps them (protocol.md, traps 5 and 12). */
final class HoldRows {

    private static final BigInteger MAPPING =
            new BigInteger(1, Abi.keccak("diamond.standard.sessions.storage").bytes()).add(BigInteger.valueOf(9));

    private record Row(BigInteger amount, long releaseAt) {}

    private final Map<Address, List<Row>> rows = new HashMap<>();

    void push(Address user, BigInteger amount, long releaseAt) {
        rows.computeIfAbsent(user, key -> new ArrayList<>()).add(new Row(amount, releaseAt));
    }

    /** Users that have a row released at some time. */
    List<Address> claimants(long now) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(row -> row.releaseAt() <= now))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Takes released rows from the end, each replaced by the array's last, and returns their sum. */
    BigInteger withdraw(Address user, int iterations, long now) {
        List<Row> array = rows.get(user);
        BigInteger sum = BigInteger.ZERO;
        int left = iterations;
        for (int i = array.size() - 1; i >= 0 && left > 0; i--) {
            if (array.get(i).releaseAt() <= now) {
                sum = sum.add(array.get(i).amount());
                Row last = array.removeLast();
                if (i < array.size()) {
                    array.set(i, last);
                }
                left--;
            }
        }
        return sum;
    }

    /** The storage words of all arrays. */
    Map<Hash, Hash> storage() {
        Map<Hash, Hash> words = new HashMap<>();
        rows.forEach((user, array) -> {
            Hash length = Abi.keccakOfWords(Abi.word(user) + Abi.word(MAPPING));
            words.put(length, word(BigInteger.valueOf(array.size())));
            BigInteger slot = new BigInteger(1, Abi.keccak(length.bytes()).bytes());
            for (Row row : array) {
                words.put(word(slot), word(row.amount()));
                words.put(word(slot.add(BigInteger.ONE)), word(BigInteger.valueOf(row.releaseAt())));
                slot = slot.add(BigInteger.TWO);
            }
        });
        return words;
    }

    private static Hash word(BigInteger number) {
        return Hash.of("0x" + Abi.word(number));
    }
}
