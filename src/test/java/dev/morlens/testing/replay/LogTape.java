package dev.morlens.testing.replay;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes logs as a node's JSON, one behind the other, and keeps the token's balances beside them. */
final class LogTape {

    private static final String TRANSFER =
            Abi.keccak("Transfer(address,address,uint256)").toString();

    private final BlockClock clock;
    private final ByteArrayOutputStream json = new ByteArrayOutputStream(1 << 24);
    private final List<Integer> starts = new ArrayList<>();
    private final List<Long> blocks = new ArrayList<>();
    private final List<Boolean> ofToken = new ArrayList<>();
    private final Map<Address, BigInteger> balances = new HashMap<>();
    private BigInteger supply = BigInteger.ZERO;
    private long block;
    private int transaction;
    private int logIndex;

    LogTape(BlockClock clock) {
        this.clock = clock;
    }

    /** The next log goes to a new transaction of that block, which is the current one or a later one. */
    void moveTo(long number) {
        if (number > block) {
            block = number;
            transaction = 0;
            logIndex = 0;
        } else {
            transaction++;
        }
    }

    void transfer(Address from, Address to, BigInteger amount) {
        move(from, amount.negate());
        move(to, amount);
        emit(ReplayContracts.TOKEN, Abi.word(amount), TRANSFER, "0x" + Abi.word(from), "0x" + Abi.word(to));
    }

    private void move(Address owner, BigInteger amount) {
        if (owner.equals(Address.ZERO)) {
            supply = supply.subtract(amount);
        } else if (balances.merge(owner, amount, BigInteger::add).signum() < 0) {
            throw new IllegalStateException(owner + " spends more than it has in block " + block);
        }
    }

    void emit(Address emitter, String data, String... topics) {
        starts.add(json.size());
        blocks.add(block);
        ofToken.add(emitter.equals(ReplayContracts.TOKEN));
        json.writeBytes((log(emitter, data, topics) + ",").getBytes(StandardCharsets.US_ASCII));
        logIndex++;
    }

    private String log(Address emitter, String data, String... topics) {
        return """
                {"address":"%s","topics":["%s"],"data":"0x%s","blockNumber":"0x%x","blockHash":"%s","blockTimestamp":"0x%x",\
                "transactionHash":"%s","transactionIndex":"0x%x","logIndex":"0x%x","removed":false}""".formatted(
                        emitter,
                        String.join("\",\"", topics),
                        data,
                        block,
                        clock.hash(block),
                        clock.seconds(block),
                        transactionHash(),
                        transaction,
                        logIndex);
    }

    private Hash transactionHash() {
        return new Hash(~clock.hash(block).a(), block, transaction, 1);
    }

    BigInteger balance(Address owner) {
        return balances.getOrDefault(owner, BigInteger.ZERO);
    }

    Map<Address, BigInteger> balances() {
        return Map.copyOf(balances);
    }

    BigInteger supply() {
        return supply;
    }

    long block() {
        return block;
    }

    int size() {
        return starts.size();
    }

    ReplayLogs finish() {
        return new ReplayLogs(
                json.toByteArray(),
                starts.stream().mapToInt(Integer::intValue).toArray(),
                blocks.stream().mapToLong(Long::longValue).toArray(),
                ofToken);
    }
}
