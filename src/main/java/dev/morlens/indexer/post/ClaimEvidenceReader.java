package dev.morlens.indexer.post;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.UnknownBlockException;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.indexer.fetch.ReadAhead;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.claim.ClaimSearch;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.protocol.view.ViewFailedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a search for claims asks for: one question for all sessions of a block, and blocks at the same time. Where no
 * node keeps the state of a block, the newest one says as much as it can.
 */
public final class ClaimEvidenceReader {

    private static final int BLOCKS_AT_ONCE = 8;

    private final SessionReader sessions;

    public ClaimEvidenceReader(SessionReader sessions) {
        this.sessions = sessions;
    }

    /**
     * Facts with what was found out.
     *
     * @param hashes of blocks that may still be undone: by its number, another endpoint may tell of another block
     * @param newest whose state every node has
     */
    public BatchFacts settled(ClaimSearch search, BatchFacts facts, Map<Long, Hash> hashes, BlockId newest) {
        ChainIdWitness chain = sessions.sameChain();
        boolean asked = askAll(search, hashes);
        Set<SessionId> open = search.leftOpen();
        BatchFacts told = facts.withEvidence(search.evidence());
        BatchFacts known = open.isEmpty() ? told : told.withCollected(collected(newest, open));
        if (asked || !open.isEmpty()) {
            // The blocks' logs were confirmed before these views were read.
            chain.confirm();
        }
        return known;
    }

    /** Whether there was anything to ask. */
    private boolean askAll(ClaimSearch search, Map<Long, Hash> hashes) {
        boolean asked = false;
        for (Map<Long, Set<SessionId>> next = search.questions(); !next.isEmpty(); next = search.questions()) {
            ask(search, next, hashes);
            asked = true;
        }
        return asked;
    }

    private void ask(ClaimSearch search, Map<Long, Set<SessionId>> asked, Map<Long, Hash> hashes) {
        List<Long> blocks = new ArrayList<>(asked.keySet());
        try (ReadAhead<Optional<Map<SessionId, Wei>>> answers = new ReadAhead<>(
                BLOCKS_AT_ONCE, tasks -> asked.forEach((block, ids) -> tasks.accept(() -> at(block, ids, hashes))))) {
            for (long block : blocks) {
                Optional<Map<SessionId, Wei>> told = answers.next().orElseThrow();
                told.ifPresentOrElse(amounts -> search.told(block, amounts), () -> search.untold(block));
            }
        }
    }

    private Optional<Map<SessionId, Wei>> at(long block, Collection<SessionId> ids, Map<Long, Hash> hashes) {
        Optional<Map<SessionId, Wei>> byHash =
                Optional.ofNullable(hashes.get(block)).flatMap(hash -> unlessRefused(new BlockId.Hashed(hash), ids));
        return byHash.isPresent() ? byHash : unlessRefused(new BlockId.Numbered(block), ids);
    }

    /** Also empty where the contract of that time has no such view. */
    private Optional<Map<SessionId, Wei>> unlessRefused(BlockId at, Collection<SessionId> ids) {
        try {
            return Optional.of(collected(at, ids));
        } catch (UnknownBlockException e) {
            throw e;
        } catch (RefusedByNodeException | ViewFailedException e) {
            return Optional.empty();
        }
    }

    private Map<SessionId, Wei> collected(BlockId at, Collection<SessionId> ids) {
        Map<SessionId, Wei> collected = new HashMap<>();
        sessions.states(at, ids).forEach((id, state) -> collected.put(id, state.providerWithdrawn()));
        return collected;
    }
}
