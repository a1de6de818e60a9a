package dev.morlens.testing.replay;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.testing.replay.ReplayMethods.RpcError;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.HoldRows;
import dev.morlens.testing.replay.history.Holds;
import dev.morlens.testing.replay.history.JsonBytes;
import dev.morlens.testing.replay.history.Unit;
import dev.morlens.testing.replay.view.StateAt;
import dev.morlens.testing.replay.view.Views;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** What the chain holds at the block that a question names. */
final class ReplayStates {

    private static final int SERVER_ERROR = -32000;
    private static final Set<Address> CONTRACTS =
            Set.of(ReplayContracts.MULTICALL, ReplayContracts.DIAMOND, ReplayContracts.TOKEN, ReplayContracts.FACET);

    private final History history;
    private final Manners manners;
    private final ReplayBlocks blocks;
    private final Views views;

    ReplayStates(History history, Manners manners, ReplayBlocks blocks) {
        this.history = history;
        this.manners = manners;
        this.blocks = blocks;
        this.views = new Views(history.world());
    }

    /** @param block a tag, a number, an object as EIP-1898 has it, or {@code null} for the newest */
    private StateAt at(Object block) {
        long number = switch (block) {
            case null -> history.head();
            case String text -> blocks.number(text);
            case JsonObject object
            when object.containsKey("blockHash") -> blocks.numberOfHash(object.getString("blockHash"));
            case JsonObject object -> blocks.number(object.getString("blockNumber"));
            default -> throw new IllegalArgumentException("expected a block, got " + block);
        };
        if (number < 0 || number > history.head()) {
            throw new RpcError(SERVER_ERROR, "header not found");
        }
        if (number < history.head() - manners.stateBlocks()) {
            throw new RpcError(SERVER_ERROR, "missing trie node: the state of block " + number + " is pruned");
        }
        return history.at(number);
    }

    void call(JsonBytes out, JsonObject transaction, Object block) {
        String data = transaction.getString("data", transaction.getString("input"));
        Address to = Address.of(transaction.getString("to"));
        out.quoted(views.call(to, data, at(block)).orElseThrow(RpcError::reverted));
    }

    /** Whatever code comes with a call: the words that its data names and the data's hash, as MorLens's code answers. */
    void callByCode(JsonBytes out, JsonObject transaction, Object block) {
        StateAt state = at(block);
        Address contract = Address.of(transaction.getString("to"));
        byte[] data = Hex.bytes(transaction.getString("data"));
        StringBuilder answer = new StringBuilder("0x");
        for (int at = 0; at + Hash.BYTES <= data.length; at += Hash.BYTES) {
            answer.append(word(contract, Hash.at(data, at), state).toString(), 2, 2 + 2 * Hash.BYTES);
        }
        out.quoted(answer + Hex.of(org.web3j.crypto.Hash.sha3(data)).substring(2));
    }

    void storage(JsonBytes out, Address contract, Hash slot, Object block) {
        out.hash(word(contract, slot, at(block)));
    }

    private Hash word(Address contract, Hash slot, StateAt state) {
        return contract.equals(ReplayContracts.DIAMOND)
                ? history.world()
                        .holds
                        .place(slot)
                        .map(place -> word(place, state))
                        .orElse(Hash.ZERO)
                : Hash.ZERO;
    }

    private static Hash word(Holds.Place place, StateAt state) {
        HoldRows rows = state.rows(place.user());
        if (place.length()) {
            return new Hash(0, 0, 0, rows.size());
        }
        long row = place.word() >> 1;
        if (row < 0 || row >= rows.size()) {
            return Hash.ZERO;
        }
        boolean first = (place.word() & 1) == 0;
        return first ? Unit.word(rows.amount((int) row)) : new Hash(0, 0, 0, rows.releaseAt((int) row));
    }

    void code(JsonBytes out, Address account, Object block) {
        out.quoted(at(block).block() > 0 && CONTRACTS.contains(account) ? "0x60806040" : "0x");
    }
}
