package dev.morlens.ledger.entry;

import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.CloseTerms;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.protocol.math.Reward;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A session as accounted for.
 *
 * @param facts what the contract's views say of it
 * @param stake what the logs say was staked, in wei; the accounts use this one
 * @param fundedBy whose MOR the stake is
 * @param opened where it was opened
 * @param closing how it ended, if it did
 * @param providerPaid what its provider has collected so far, in wei
 */
public record Session(
        SessionFacts facts,
        Wei stake,
        StakeSource fundedBy,
        Posting opened,
        Optional<Closing> closing,
        Wei providerPaid) {

    /** Whose MOR a stake is: the user's own, or that of the funders of the user's pool. */
    public enum StakeSource {
        WALLET(0),
        POOL(1);

        private static final StoredCodes<StakeSource> CODES = new StoredCodes<>(StakeSource.class, StakeSource::code);

        private final short code;

        StakeSource(int code) {
            this.code = (short) code;
        }

        /** What the database keeps of it: fixed for good. */
        public short code() {
            return code;
        }

        /**
         * The constant with that code.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static StakeSource ofCode(int code) {
            return CODES.of(code);
        }
    }

    /** What ended a session: {@code closeSession}, or {@code settleExpiredSession} by anybody. */
    public enum EndedBy {
        CLOSE(0),
        SETTLEMENT(1);

        private static final StoredCodes<EndedBy> CODES = new StoredCodes<>(EndedBy.class, EndedBy::code);

        private final short code;

        EndedBy(int code) {
            this.code = (short) code;
        }

        /** What the database keeps of it: fixed for good. */
        public short code() {
            return code;
        }

        /**
         * The constant with that code.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static EndedBy ofCode(int code) {
            return CODES.of(code);
        }
    }

    /**
     * @param at where; its block's time is {@code closedAt}
     * @param returned sent to the user at once, or free again in the pool that funded it; in wei
     * @param held pushed as a hold row of the user, or held in the day buckets of that pool; in wei
     */
    public record Closing(Posting at, EndedBy by, Wei returned, Wei held) {

        public Instant closedAt() {
            return at.block().time();
        }
    }

    /**
     * An open one as the contract's views tell it. They do not say where it was opened.
     *
     * @param providerPaid in wei
     */
    public static Session fromNode(SessionFacts facts, StakeSource fundedBy, Wei providerPaid) {
        return new Session(facts, facts.stake(), fundedBy, Posting.UNTOLD, Optional.empty(), providerPaid);
    }

    public SessionId id() {
        return facts.id();
    }

    public boolean isOpen() {
        return closing.isEmpty();
    }

    /** The provider's whole reward at its end, or as it stands at a time while it is open; in wei. */
    public Wei cost(Instant now) {
        Instant until = closing.map(Closing::closedAt).orElse(now);
        return Reward.of(facts.openedAt(), DayLock.sessionEnd(until, facts.endsAt()), facts.pricePerSecond());
    }

    /** What the provider has earned but not collected at a time; below 0 while it collected before the close. */
    public Wei owed(Instant now) {
        return cost(now).minus(providerPaid);
    }

    /** Whether it has ended and its provider has collected all of its reward: nothing can be claimed for it any more. */
    public boolean isPaidUp() {
        return closing.filter(end -> !owed(end.closedAt()).isPositive()).isPresent();
    }

    /** The arithmetic of a close at a time, past or to come, under a rule. */
    public CloseTerms terms(HoldRule holdRule, Instant closedAt) {
        return CloseTerms.of(
                holdRule,
                facts.openedAt(),
                facts.endsAt(),
                closedAt,
                stake,
                facts.pricePerSecond(),
                facts.directPayment());
    }

    public Session knowing(SessionFacts.Closeout closeout) {
        return new Session(facts.closedAs(closeout), stake, fundedBy, opened, closing, providerPaid);
    }

    /** 1 if it was closed with a receipt that the provider did not sign, else 0; empty if open or not known. */
    public OptionalInt closeoutType() {
        return facts.closeout()
                .filter(known -> closing.filter(end -> end.closedAt().equals(known.closedAt()))
                        .isPresent())
                .map(known -> OptionalInt.of(known.type()))
                .orElseGet(OptionalInt::empty);
    }

    public Session closedWith(Closing end) {
        return new Session(facts, stake, fundedBy, opened, Optional.of(end), providerPaid);
    }

    /**
     * As it was at an earlier block, not below its opening: a close above it has not happened.
     *
     * @param block a block number
     * @param paidLater what its provider collected above that block, in wei
     */
    public Session asOf(long block, Wei paidLater) {
        Optional<Closing> before = closing.filter(end -> end.at().block().number() <= block);
        return new Session(facts, stake, fundedBy, opened, before, providerPaid.minus(paidLater));
    }

    public Session paying(Wei amount) {
        return new Session(facts, stake, fundedBy, opened, closing, providerPaid.plus(amount));
    }
}
