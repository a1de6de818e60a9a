package dev.morlens.store;

import dev.morlens.chain.value.BlockRange;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far blocks were asked about again, long after they were fetched.
 *
 * @param to the last such block; one below the index's first if there is none
 * @param dueTo the last block that is known to be fetched long enough ago, whatever the height
 * @param goesOnAt the height of the chain from which on later ones are, too; empty while they are fetched
 * @param doubted blocks that are to be asked about at once, because a log near them was left out
 */
public record Looked(long to, long dueTo, OptionalLong goesOnAt, Optional<BlockRange> doubted) {

    /** Of an index whose first block is this one. */
    public static Looked nothing(long firstBlock) {
        return new Looked(firstBlock - 1, firstBlock - 1, OptionalLong.empty(), Optional.empty());
    }

    public Looked withTo(long last) {
        return new Looked(last, dueTo, goesOnAt, doubted);
    }

    public Looked withDue(long last, OptionalLong height) {
        return new Looked(to, last, height, doubted);
    }

    public Looked withDoubted(Optional<BlockRange> blocks) {
        return new Looked(to, dueTo, goesOnAt, blocks);
    }
}
