package dev.morlens.indexer;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.HoldSlots;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.node.StorageFiller;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Addresses with three hold rows and two open sessions each, in the storage of a real Diamond on the local chain and the same
 * in an index: laid out by the same formulas on both sides, without the blocks that would have led there.
 */
final class ManyOwners {

    static final int ROWS = 3;
    static final int SESSIONS = 2;

    /** Words of storage that an address's hold rows take, with the length of their array. */
    static final int SLOTS = 1 + 2 * ROWS;

    private static final long RELEASE = 2_000_000_000L;
    private static final int DAY = 86_400;

    /** Members of the local Diamond's sessions (devchain/contracts/Stores.sol), counted from 0. */
    private static final int SESSION = 1;

    private static final int USER_SESSIONS = 3;
    private static final BigInteger BASE = new BigInteger(
            1, org.web3j.crypto.Hash.sha3("diamond.standard.sessions.storage".getBytes(StandardCharsets.US_ASCII)));

    private final int addresses;

    ManyOwners(int addresses) {
        this.addresses = addresses;
    }

    static Address owner(long i) {
        return Address.of("0xaa%038x".formatted(i));
    }

    private static Hash session(long j) {
        return Hash.of("0xbb%062x".formatted(j));
    }

    void onChain(DevChain chain, Network network) {
        try (StorageFiller filler = new StorageFiller(chain, network.diamond())) {
            for (int i = 0; i < addresses; i++) {
                HoldSlots holds = HoldSlots.of(owner(i));
                filler.put(holds.length(), word(ROWS));
                for (int row = 0; row < ROWS; row++) {
                    filler.put(holds.amount(row), word(amount(i, row)));
                    filler.put(holds.releaseAt(row), word(RELEASE + (long) row * DAY));
                }
                filler.put(mapped(owner(i), USER_SESSIONS), word(SESSIONS));
                for (int session = 0; session < SESSIONS; session++) {
                    long j = (long) i * SESSIONS + session;
                    BigInteger place = number(mapped(session(j), SESSION));
                    filler.put(hash(place), padded(owner(i)));
                    filler.put(hash(place.add(BigInteger.TWO)), word(j + 1));
                }
            }
        }
    }

    private static long amount(long i, int row) {
        return i * ROWS + row + 1;
    }

    void inIndex(Network network, BlockRef head) {
        String owner = "decode('aa' || lpad(to_hex(%s), 38, '0'), 'hex')";
        String rest = ", decode(repeat('00', 20), 'hex')";
        String id = ", decode(repeat('00', 32), 'hex')";
        String block = "(" + head.number() + ", " + head.time().getEpochSecond();
        edit(
                network,
                "insert into blocks (number, time, has_log, hash) values " + block + ", true, '\\x"
                        + head.hash().toString().substring(2) + "')");
        edit(
                network,
                "insert into checkpoint (number, time, derivation_version, hash) values " + block + ", 2, '\\x"
                        + head.hash().toString().substring(2) + "')");
        edit(network, """
                insert into holds (created_block, created_log, release_at, slot, session_id, user_address, created_tx, amount)
                select 1, i * %1$d + row, %2$d + row * %3$d, row,
                    decode('cc' || lpad(to_hex(i * %1$d + row), 62, '0'), 'hex'), %4$s, '', i * %1$d + row + 1
                from generate_series(0, %5$d) i, generate_series(0, %6$d) row
                """.formatted(ROWS, RELEASE, DAY, owner.formatted("i"), addresses - 1, ROWS - 1));
        edit(network, """
                insert into sessions (opened_block, opened_log, opened_at, ends_at, funded_by, direct_payment, session_id,
                    user_address, provider_address, model_id, bid_id, opened_tx, price_per_second, facts_stake, stake,
                    provider_paid)
                select 1, j, 0, 0, 0, false, decode('bb' || lpad(to_hex(j), 62, '0'), 'hex'), %s %s %s %s, '', 1, j + 1, j + 1, 0
                from generate_series(0, %d) j
                """.formatted(owner.formatted("j / " + SESSIONS), rest, id, id, addresses * SESSIONS - 1));
        edit(network, """
                insert into balances (first_block, last_block, address, active_session, on_hold)
                select 1, 1, user_address, sum(stake), (select sum(amount) from holds h where h.user_address = s.user_address)
                from sessions s group by user_address
                """);
    }

    /** The index has another time of release of one row: its sums are right. */
    static void falsify(Network network, Address owner) {
        edit(
                network,
                "update holds set release_at = release_at + 1 where slot = 1 and user_address = '\\x"
                        + owner.toString().substring(2) + "'");
    }

    private static void edit(Network network, String statement) {
        TestStores.edit(network, statement);
    }

    private static Hash mapped(Address key, int member) {
        return mapped(padded(key), member);
    }

    /** Where Solidity keeps the value of a key, of a mapping that is a member of the sessions' struct. */
    private static Hash mapped(Hash key, int member) {
        ByteBuffer place = ByteBuffer.allocate(2 * Hash.BYTES)
                .put(key.bytes())
                .put(hash(BASE.add(BigInteger.valueOf(member))).bytes());
        return Hash.of(org.web3j.crypto.Hash.sha3(place.array()));
    }

    private static Hash padded(Address address) {
        return Hash.of("0x" + "0".repeat(24) + address.toString().substring(2));
    }

    private static Hash word(long value) {
        return new Hash(0, 0, 0, value);
    }

    private static BigInteger number(Hash word) {
        return new BigInteger(1, word.bytes());
    }

    private static Hash hash(BigInteger number) {
        return Hash.of("0x%064x".formatted(number));
    }
}
