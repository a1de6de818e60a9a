package dev.morlens.testing.replay;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.math.BigInteger;
import java.util.Map;

/**
 * A whole chain, as views and logs at its head tell it.
 *
 * @param views the answer, without {@code 0x}, of each call of the Diamond or the token, by its calldata
 * @param storage the Diamond's words that are not 0
 */
public record History(
        BlockClock clock,
        long head,
        ReplayLogs logs,
        Map<String, String> views,
        Map<Hash, Hash> storage,
        Map<Address, BigInteger> balances,
        BigInteger supply) {

    public int logCount() {
        return logs.size();
    }
}
