package dev.morlens.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.position.AsOf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What answers say of their block, written once a block: thousands may be given until the next.
 *
 * @param json what an answer's {@code asOf} says of it, in the order of {@link AsOfView}, the second that comes with it, in the
 *     order of {@link ActionView} and {@link DiagnosisView}, and the block as evidence
 */
record BlockText(String number, String hash, String time, List<byte[]> json) {

    /** Those of all networks, and some of the past. */
    private static final int MOST = 200;

    private static final Cache<BlockRef, BlockText> LATELY =
            Caffeine.newBuilder().maximumSize(MOST).build();

    static BlockText of(AsOf asOf) {
        return asOf.supposed().isPresent() ? write(asOf) : LATELY.get(asOf.block(), block -> write(asOf));
    }

    private static BlockText write(AsOf asOf) {
        String number = String.valueOf(asOf.block().number());
        String hash = asOf.block().hash().toString();
        String time = asOf.now().toString();
        String fields = "\"blockNumber\":" + number + ",\"blockHash\":\"" + hash + "\",\"timestamp\":\"" + time + '"';
        String second = "\"computedFor\":\"" + time + "\",\"";
        Evidence read = Evidence.readAt(asOf);
        String evidence = "\"label\":\"" + read.label() + "\",\"value\":\"" + read.value() + '"';
        List<byte[]> json =
                List.of(bytes(fields), bytes(second + "ifLater\""), bytes(second + "findings\""), bytes(evidence));
        return new BlockText(number, hash, time, json);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
