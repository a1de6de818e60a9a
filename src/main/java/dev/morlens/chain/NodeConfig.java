package dev.morlens.chain;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How a network's nodes are asked: a group inside that network's configuration. */
public interface NodeConfig {

    /**
     * JSON-RPC endpoints over HTTP, the preferred one first; the others are asked while it fails. Text, because whoever
     * converts it would print a malformed one as a whole, with the key in it.
     */
    Optional<List<String>> rpcUrls();

    /** For one HTTP exchange, body included. Providers give up on log queries themselves after 10 to 20 seconds. */
    @WithDefault("30s")
    Duration requestTimeout();

    /** HTTP exchanges at once with one endpoint. Public endpoints begin to refuse at about ten. */
    @WithDefault("8")
    int maxInFlight();

    /**
     * Calls a second to one endpoint; each member of a batch counts, as with providers. The free plans of the large ones allow
     * some 25.
     */
    @WithDefault("20")
    int requestsPerSecond();

    /**
     * Calls that all endpoints of the network are asked in 24 hours, members of batches included; unbounded if absent. With
     * fewer the head is looked at less often, checks and audits take longer, and visitors are told what was not asked.
     */
    OptionalLong callsADay();

    /** Of {@link #callsADay}, what is kept for questions that visitors cause, from 0 to 0.9. */
    @WithDefault("0.25")
    double visitorsShare();

    /**
     * Bytes of one answer, uncompressed; more is refused unread. Ten thousand logs, a common cap of providers, take
     * some 9 MB as JSON; with several answers in flight this also bounds the heap they take.
     */
    @WithDefault("33554432")
    long maxResponseBytes();

    /** Most calls in one JSON-RPC batch. Public endpoints commonly allow 100 or more, some only 3: that is learnt. */
    @WithDefault("50")
    int batchSize();

    /** Most view calls in one Multicall3 call: 500 reads of a session take some 18 of the 50 million gas that nodes allow. */
    @WithDefault("500")
    int callsPerMulticall();

    /** Whose headers are read while following: {@code all} for hosts with a node of their own, at a call a block. */
    @WithDefault("with-logs")
    Headers headers();

    /** Blocks whose headers are read while following the head. */
    enum Headers {
        /** Of blocks with logs of ours, and of the last one of each look. */
        WITH_LOGS,
        /** Of every block, each held against its parent and its logs against the bloom. */
        ALL
    }

    Ranges blocksPerRange();

    Retries retry();

    /** How many blocks one request for logs covers: by what endpoints allow, and by how many logs lie in the blocks. */
    interface Ranges {

        /** The cap of the public Base endpoint and of several providers. */
        @WithDefault("2000")
        long initial();

        /** Where logs lie thinly an answer is not full before; nodes without a cap read so many in some seconds. */
        @WithDefault("1000000")
        long max();

        /** Ranges that are fetched or wait to be taken. More than {@link #maxInFlight} at a time wait for the endpoint. */
        @WithDefault("8")
        int ahead();
    }

    /** How a question that may succeed later is repeated. */
    interface Retries {

        /** With the delays below some 30 seconds in all, longer than a provider's usual hiccup. */
        @WithDefault("6")
        int max();

        @WithDefault("500ms")
        Duration initialDelay();

        /** Also the most that a node's Retry-After is honoured. */
        @WithDefault("10s")
        Duration maxDelay();
    }
}
