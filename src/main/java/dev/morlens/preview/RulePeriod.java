package dev.morlens.preview;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.math.Rule;
import java.util.Optional;

/**
 * From when on a rule is in force.
 *
 * @param since the upgrade that brought it; empty if we have seen none
 * @param how how that was found out, in words
 */
public record RulePeriod(Optional<BlockRef> since, Rule rule, String how) {

    static final RulePeriod UNSEEN = new RulePeriod(
            Optional.empty(), Rule.UNKNOWN, "the index has not seen an upgrade of the contract before that block");

    boolean begunBy(BlockRef block) {
        return since.isEmpty() || since.get().number() <= block.number();
    }
}
