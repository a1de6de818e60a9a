package dev.morlens.holdrule;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.math.HoldRule;
import java.util.Optional;

/**
 * From when on a rule is in force.
 *
 * @param since the upgrade that brought it; empty if we have seen none
 * @param how how that was found out, in words
 * @param closer the contract that applies it; empty if we have seen none
 */
public record RulePeriod(Optional<BlockRef> since, HoldRule rule, String how, Optional<Closer> closer) {

    /**
     * A contract that closes sessions.
     *
     * @param code hash of its code; empty if no node told
     * @param known whether the configuration knows that code
     */
    public record Closer(Address contract, Optional<Hash> code, boolean known) {}

    static final RulePeriod UNSEEN = new RulePeriod(
            Optional.empty(),
            HoldRule.UNKNOWN,
            "the index has not seen an upgrade of the contract before that block",
            Optional.empty());

    /** Where only a node was asked, and the contract can settle. */
    public static final RulePeriod POOL_SHOWN = new RulePeriod(
            Optional.empty(),
            HoldRule.POOL,
            "the contract has settleExpiredSession, which only the pool version has",
            Optional.empty());

    /** Where neither the index nor a node tells. */
    public static final RulePeriod UNREAD = new RulePeriod(
            Optional.empty(),
            HoldRule.UNKNOWN,
            "the index, which knows the contract's upgrades, cannot be used just now",
            Optional.empty());

    boolean begunBy(BlockRef block) {
        return since.isEmpty() || since.get().number() <= block.number();
    }
}
