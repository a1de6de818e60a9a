package dev.morlens.indexer.rebuild;

import dev.morlens.chain.BlockId;
import dev.morlens.indexer.fetch.DecodedLogs;
import dev.morlens.indexer.post.ClaimEvidenceReader;
import dev.morlens.indexer.post.LedgerStateLoader;
import dev.morlens.indexer.post.UndecodedLogCounter;
import dev.morlens.ledger.Ledger;
import dev.morlens.ledger.bind.BoundBatch;
import dev.morlens.ledger.book.LedgerKeys;
import dev.morlens.ledger.book.LedgerState;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.ledger.entry.Postings;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.EventDecoder;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.store.write.RawChunk;
import dev.morlens.store.write.RebuildStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Derives all accounts anew from the stored logs and facts; a node, where there is one, says what claims were for. */
public final class Rebuilder {

    /** Logs a transaction: large enough for COPY, small enough for the memory. */
    static final int CHUNK = 20_000;

    /** The same where the head is followed meanwhile and a node is asked: few enough to take a moment only. */
    public static final int SMALL_CHUNK = 500;

    private final RebuildStore store;
    private final LedgerStateLoader loader;
    private final Ledger ledger;
    private final EventDecoder decoder;
    private final int mostKept;
    private final int chunk;
    private final Optional<ClaimEvidenceReader> claims;
    private LedgerState ledgerState = new LedgerState();
    private long doneTo;

    /**
     * @param chunk how many logs are derived at once
     * @param claims asks anew for which sessions claims were; without it what was found before counts
     */
    public Rebuilder(
            Network network,
            Contracts contracts,
            RebuildStore store,
            int mostKept,
            int chunk,
            Optional<ClaimEvidenceReader> claims) {
        this.store = store;
        this.loader = new LedgerStateLoader(store::load);
        this.ledger = new Ledger(contracts);
        this.decoder = new EventDecoder(network);
        this.mostKept = mostKept;
        this.chunk = chunk;
        this.claims = claims;
    }

    /**
     * Derives everything into the tables beside the live ones; the caller swaps them.
     *
     * @return how many logs were read
     */
    long derive() {
        start();
        long logs = 0;
        for (int more = next(); more > 0; more = next()) {
            logs += more;
        }
        return logs;
    }

    /** Empties the tables beside. */
    void start() {
        store.start();
        ledgerState = new LedgerState();
        doneTo = -1;
    }

    /** Goes on where an earlier one that asked a node was broken off, or else begins. */
    void resume() {
        OptionalLong done = store.resumable(LedgerStore.DERIVATION_VERSION);
        if (done.isEmpty()) {
            start();
            return;
        }
        ledgerState = new LedgerState();
        doneTo = done.getAsLong();
    }

    /** The last block that is derived. */
    long doneTo() {
        return doneTo;
    }

    /** Derives the next part; how many logs it was of, 0 at the end. If it throws, it can be tried again. */
    int next() {
        Optional<RawChunk> part = store.after(doneTo, chunk);
        if (part.isEmpty()) {
            return 0;
        }
        ledgerState = ledgerState.size() > mostKept ? new LedgerState() : ledgerState;
        try {
            append(part.get());
        } catch (RuntimeException e) {
            ledgerState = new LedgerState();
            throw e;
        }
        doneTo = part.get().lastBlock();
        return part.get().logs().size();
    }

    private void append(RawChunk part) {
        if (claims.isPresent()) {
            store.append(post(part), part, LedgerStore.DERIVATION_VERSION);
        } else {
            store.append(post(part));
        }
    }

    private Postings post(RawChunk chunk) {
        DecodedLogs logs = DecodedLogs.of(chunk.logs(), decoder);
        List<LoggedEvent> events = logs.events();
        loader.fill(ledgerState, LedgerKeys.ofSessions(Ledger.endingSessions(events)));
        BoundBatch boundBatch = ledger.bind(events, chunk.facts().openings(), ledgerState);
        loader.fill(ledgerState, boundBatch.keys());
        BatchFacts facts = claims.map(reader -> reader.settled(
                        ledger.claims(boundBatch, chunk.facts().openings(), ledgerState),
                        chunk.facts(),
                        Map.of(),
                        BlockId.latest()))
                .orElse(chunk.facts());
        return UndecodedLogCounter.with(ledger.post(boundBatch, facts, ledgerState), logs.undecodable());
    }
}
