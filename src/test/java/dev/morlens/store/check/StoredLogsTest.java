package dev.morlens.store.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.RawLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredLogsTest {

    private static final BlockRef OURS = new BlockRef(7, new Hash(0, 0, 0, 7), Instant.EPOCH);
    private static final BlockRef FORK = new BlockRef(7, new Hash(1, 0, 0, 7), Instant.EPOCH);
    private static final BlockRef LATER = new BlockRef(9, new Hash(0, 0, 0, 9), Instant.EPOCH);

    private final StoredLogs kept = new StoredLogs(Map.of(7L, OURS.hash()), Set.of(new LogPosition(7, 3)));

    @Test
    void nothingIsLackingWhereAllThatIsToldIsKept() {
        assertThat(kept.lacking(List.of(log(OURS, 3)))).isEmpty();
        assertThat(kept.lacking(List.of())).isEmpty();
    }

    @Test
    void aBlockOfWhichOnlyAPartIsKeptIsLacking() {
        assertThat(kept.lacking(List.of(log(OURS, 3), log(OURS, 4)))).containsExactly(OURS);
    }

    /** A final block without a log is not kept, so that its hash is not known. */
    @Test
    void aBlockOfWhichNothingIsKeptIsLackingAndTheLowestComesFirst() {
        assertThat(kept.lacking(List.of(log(LATER, 0)))).containsExactly(LATER);
        assertThat(kept.lacking(List.of(log(LATER, 0), log(OURS, 5), log(OURS, 6))))
                .containsExactly(OURS, LATER);
    }

    @Test
    void aBlockOfAnotherForkIsNot() {
        assertThat(kept.lacking(List.of(log(FORK, 3), log(FORK, 4)))).isEmpty();
    }

    private static RawLog log(BlockRef block, int index) {
        return new RawLog(Address.ZERO, block, index, new Hash(0, 0, 0, 1), 0, List.of(), new byte[0]);
    }
}
