package dev.morlens.api.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.diagnosis.finding.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What answers say of their block, written once a block: thousands may be given until the next.
 *
 * @param json what an answer's {@code asOf} says of it, in the order of {@link AsOfView}, the second that comes with it, in the
 *     order of {@code ActionView} and {@code DiagnosisView}, and the block as evidence
 */
record BlockFields(String number, String hash, String time, List<byte[]> json) {

    /** Those of all networks, and some of the past. */
    private static final int MOST = 200;

    private static final Cache<BlockRef, BlockFields> LATELY =
            Caffeine.newBuilder().maximumSize(MOST).build();

    static BlockFields of(AsOf asOf) {
        return asOf.supposed().isPresent() ? write(asOf) : LATELY.get(asOf.block(), block -> write(asOf));
    }

    private static BlockFields write(AsOf asOf) {
        String number = String.valueOf(asOf.block().number());
        String hash = asOf.block().hash().toString();
        String time = asOf.now().toString();
        String fields = "\"blockNumber\":" + number + ",\"blockHash\":\"" + hash + "\",\"timestamp\":\"" + time + '"';
        String second = "\"computedFor\":\"" + time + "\",\"";
        Evidence read = Evidence.readAt(asOf);
        String evidence = "\"label\":\"" + read.label() + "\",\"value\":\"" + read.value() + '"';
        List<byte[]> json =
                List.of(bytes(fields), bytes(second + "ifLater\""), bytes(second + "findings\""), bytes(evidence));
        return new BlockFields(number, hash, time, json);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
