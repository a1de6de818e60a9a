package dev.morlens.protocol.abi;

import dev.morlens.chain.SimulationResult.Emission;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import java.util.List;

/** What logs say of a token's moves (docs/protocol.md, P5 and P6). */
public record TokenTransfer(Address from, Address to, Wei amount) {

    private static final String TOPIC = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
    private static final int TOPICS = 3;

    /** Those of that token, in order; other logs, and what has another shape, are left out. */
    public static List<TokenTransfer> of(Address token, List<Emission> logs) {
        return logs.stream()
                .filter(log -> log.address().equals(token) && log.topics().size() == TOPICS)
                .filter(log -> log.topics().getFirst().toString().equals(TOPIC) && log.data().length == 32)
                .map(log -> new TokenTransfer(
                        Address.fromWord(log.topics().get(1).bytes(), 0),
                        Address.fromWord(log.topics().get(2).bytes(), 0),
                        Wei.fromWord(log.data(), 0)))
                .toList();
    }

    /** What an account has more afterwards, in wei; below 0 if it has less. */
    public static Wei received(Address account, List<TokenTransfer> transfers) {
        Wei received = Wei.ZERO;
        for (TokenTransfer transfer : transfers) {
            received = transfer.to().equals(account) ? received.plus(transfer.amount()) : received;
            received = transfer.from().equals(account) ? received.minus(transfer.amount()) : received;
        }
        return received;
    }
}
