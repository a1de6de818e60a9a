package dev.morlens.protocol.state;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import java.time.Instant;
import java.util.List;

/**
 * A model as {@code getModel} tells it.
 *
 * @param fee in wei
 * @param stake in wei
 * @param owner {@code 0x0} if there is no such model
 * @param name hostile text of bounded length
 * @param tags hostile texts, bounded in number and length
 * @param tagCount how many it has, also of those that {@code tags} leaves out
 */
public record Model(
        Hash id,
        Hash ipfsCid,
        Wei fee,
        Wei stake,
        Address owner,
        String name,
        List<String> tags,
        int tagCount,
        Instant createdAt,
        boolean deleted) {

    /** Of a list to look at; all others serve to find the model. */
    private static final int FIRST_TAGS = 32;

    /** The first few of its tags. */
    public List<String> firstTags() {
        return tags.stream().limit(FIRST_TAGS).toList();
    }

    public boolean exists() {
        return !owner.equals(Address.ZERO);
    }
}
