package dev.morlens.testing.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.testing.chain.DevChain;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fills a contract's storage on the local chain, thousands of slots a transaction: while it does, code stands in the contract's
 * place that stores what the call data says.
 */
public final class StorageFiller implements AutoCloseable {

    /** For each pair of words of the call data: stores the second in the slot that the first names. */
    private static final String CODE = "0x60005b8060200135813555604001803611600257" + "00";

    private static final int PAIRS = 4_000;
    private static final long GAS_A_PAIR = 24_000;
    /** In a block, below its limit of gas: the node holds the whole state of each block in memory. */
    private static final int TRANSACTIONS = 20;

    private static final String SENDER = "0x00000000000000000000000000000000000000f1";

    private final DevChain chain;
    private final Address contract;
    private final String own;
    private final ByteArrayOutputStream pairs = new ByteArrayOutputStream();
    private final List<String> sent = new ArrayList<>();
    private int waiting;

    public StorageFiller(DevChain chain, Address contract) {
        this.chain = chain;
        this.contract = contract;
        this.own = chain.rpc("eth_getCode", contract.toString(), "latest").asText();
        chain.rpc("anvil_setCode", contract.toString(), CODE);
    }

    public void put(Hash slot, Hash word) {
        pairs.writeBytes(slot.bytes());
        pairs.writeBytes(word.bytes());
        if (++waiting == PAIRS) {
            send();
        }
    }

    private void send() {
        String data = Hex.of(pairs.toByteArray());
        pairs.reset();
        waiting = 0;
        sent.add(chain.rpc(
                        "eth_sendTransaction",
                        Map.of(
                                "from",
                                SENDER,
                                "to",
                                contract.toString(),
                                "data",
                                data,
                                "gas",
                                "0x" + Long.toHexString(PAIRS * GAS_A_PAIR),
                                "gasPrice",
                                "0x0"))
                .asText());
        if (sent.size() == TRANSACTIONS) {
            mine();
        }
    }

    private void mine() {
        long now = Long.decode(chain.rpc("eth_getBlockByNumber", "latest", false)
                .get("timestamp")
                .asText());
        chain.rpc("evm_mine", now + 1);
        for (String transaction : sent) {
            JsonNode receipt = chain.rpc("eth_getTransactionReceipt", transaction);
            if (!receipt.path("status").asText().equals("0x1")) {
                throw new IllegalStateException("storage was not filled: " + receipt);
            }
        }
        sent.clear();
    }

    /** The contract is itself again. */
    @Override
    public void close() {
        if (waiting > 0) {
            send();
        }
        mine();
        chain.rpc("anvil_setCode", contract.toString(), own);
        mine();
    }
}
