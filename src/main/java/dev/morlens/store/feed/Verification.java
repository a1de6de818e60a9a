package dev.morlens.store.feed;

import java.util.OptionalLong;

/**
 * Whether an address's accounts were compared with the chain.
 *
 * @param block the block of the comparison that the status rests on
 */
public record Verification(Status status, OptionalLong block) {

    /** Nothing is known of these figures' truth. */
    public static final Verification UNCHECKED = new Verification(Status.UNCHECKED, OptionalLong.empty());

    public enum Status {
        UNCHECKED,
        /** The chain said the same, nothing of the address has changed since, and that block is still canonical. */
        VERIFIED,
        /** The chain said otherwise, and no later comparison agreed. */
        MISMATCH
    }

    /** @param lastActivity the newest block that changed the address's accounts */
    public static Verification of(boolean agreed, long block, long lastActivity) {
        if (agreed && block < lastActivity) {
            return UNCHECKED;
        }
        return new Verification(agreed ? Status.VERIFIED : Status.MISMATCH, OptionalLong.of(block));
    }
}
