package dev.morlens.testing.replay;

import dev.morlens.chain.value.Hash;
import io.vertx.core.buffer.Buffer;

/** Headers, made when asked for. */
final class ReplayBlocks {

    private static final int FINALITY_BLOCKS = 64;
    private static final int BLOOM_BYTES = 256;
    /** Every bit set, "perhaps": a bloom may err on this side. */
    private static final String FULL_BLOOM = "0x" + "ff".repeat(BLOOM_BYTES);

    private static final String EMPTY_BLOOM = "0x" + "00".repeat(BLOOM_BYTES);

    private final History history;

    ReplayBlocks(History history) {
        this.history = history;
    }

    /** The height that a number or tag means; may lie above the head. */
    long number(String tagOrNumber) {
        return switch (tagOrNumber) {
            case "latest", "pending" -> history.head();
            case "safe", "finalized" -> Math.max(0, history.head() - FINALITY_BLOCKS);
            case "earliest" -> 0;
            default -> Long.parseLong(tagOrNumber.substring(2), 16);
        };
    }

    /** The height of a block, -1 where there is none of that hash. */
    long numberOfHash(String hash) {
        return history.clock().number(Hash.of(hash));
    }

    /** {@code null} for a block that does not exist. */
    Buffer header(long number) {
        if (number < 0 || number > history.head()) {
            return Buffer.buffer("null");
        }
        BlockClock clock = history.clock();
        return Buffer.buffer("""
                {"number":"0x%x","hash":"%s","parentHash":"%s","timestamp":"0x%x","logsBloom":"%s","transactions":[]}""".formatted(
                        number, clock.hash(number), clock.hash(number - 1), clock.seconds(number), bloom(number)));
    }

    private String bloom(long number) {
        int first = history.logs().firstAt(number);
        boolean holdsLogs = first < history.logs().size() && history.logs().blocks()[first] == number;
        return holdsLogs ? FULL_BLOOM : EMPTY_BLOOM;
    }
}
