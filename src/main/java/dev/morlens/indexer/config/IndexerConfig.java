package dev.morlens.indexer.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the index is kept. */
@ConfigMapping(prefix = "morlens.indexer")
public interface IndexerConfig {

    /** Off in a process that only serves pages. */
    @WithDefault("true")
    boolean enabled();

    /** Instead of serving: derive the accounts anew from the stored logs, swap them in, and end. */
    @WithDefault("false")
    boolean rebuild();

    /** How often the head is looked at, whatever number of blocks came: a look costs a request or a few. */
    @WithDefault("1s")
    Duration pollInterval();

    /** How often the finalized block is asked for. It moves every few minutes. */
    @WithDefault("20s")
    Duration finalityInterval();

    /**
     * How much older than the head a block is that is read in ranges where the node names no final one. Base's blocks are
     * final after 13 to 20 minutes. It is never called final for it.
     */
    @WithDefault("30m")
    @WithConverter(DurationWithUnit.class)
    Duration assumedFinality();

    /** Blocks that one step at the head may add. Where there are more, as after an outage, the next step follows at once. */
    @WithDefault("2000")
    int blocksAtHead();

    /**
     * Deep blocks that are to be fetched, from which on they are read as history: in ranges, several at a time. Not every
     * block's header is read then.
     */
    @WithDefault("200")
    int backfillAbove();

    /** Accounts, sessions and rows kept in memory between batches; a session takes some 1,400 bytes, the others less. */
    @WithDefault("50000")
    int ledgerStateSize();

    /**
     * First pause after a failure; doubles up to a minute, and stays the same while the database is down, or no node answers
     * at all.
     */
    @WithDefault("1s")
    Duration retryDelay();

    /**
     * How often the Diamond's balance and the token's supply are held against the accounts while following, besides after each
     * look that brought logs of theirs.
     */
    @WithDefault("30s")
    Duration completenessInterval();

    RecheckConfig recheck();

    /**
     * Calls of the node, each member of a batch counted, that one pass of the audit may cost; 0 for no audit. With {@link
     * AuditConfig#fullScanInterval} five in three seconds at most, so that six a second are enough for everything. Of much fewer a
     * pass, where each word of storage is a call, too large a part would go to views, of which hundreds fit into one.
     */
    @WithDefault("50")
    int auditCalls();

    AuditConfig audit();

    /** Asking again about blocks that are kept, in case an endpoint left logs out. */
    interface RecheckConfig {

        /** How often blocks that are at least so old are asked about a second time, as one range, from every endpoint. */
        @WithDefault("10s")
        Duration headInterval();

        /** How often those that have become safe since are asked about once more. */
        @WithDefault("1m")
        Duration safeInterval();

        /**
         * How long after it was fetched each block is asked about once more: an endpoint that left logs out because it was
         * starting, say, or behind, is well by then.
         */
        @WithDefault("1h")
        Duration historyAfter();

        /** How often it goes a range further through the history, asking every endpoint; at its end every 60 such times. */
        @WithDefault("10s")
        Duration historyInterval();
    }

    /** Holding addresses against the chain, one by one. */
    interface AuditConfig {

        /** How often a pass begins: first over addresses that blocks touched, then further over all with MOR in the Diamond. */
        @WithDefault("30s")
        Duration fullScanInterval();

        /** How long once over all of them takes at least: what changed is audited at once, and this only finds what escapes it. */
        @WithDefault("12h")
        Duration fullScanDuration();
    }
}
