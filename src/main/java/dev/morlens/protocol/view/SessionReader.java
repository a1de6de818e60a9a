package dev.morlens.protocol.view;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.abi.View;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.Bid;
import dev.morlens.protocol.state.ContractSession;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the facts of many sessions at one block, their bids with them. Bids are not remembered from one reading to the
 * next: there are few, and after a reorganisation the same bid id can have another price.
 */
public final class SessionReader {

    private final Node node;
    private final ViewReader views;
    private final SessionViews sessions;
    private final MarketViews market;

    public SessionReader(Node node, Address diamond) {
        this.node = node;
        this.views = new ViewReader(node);
        this.sessions = new SessionViews(diamond);
        this.market = new MarketViews(diamond);
    }

    /** From now on notes who answers. */
    public ChainIdWitness sameChain() {
        return node.sameChain();
    }

    /**
     * The facts of those sessions that exist at that block; the others are absent. With a tag as block, sessions and
     * bids may be of two blocks: accept facts only as {@link SessionFacts} says.
     *
     * @throws ViewFailedException if the contract's answers contradict each other
     */
    public Map<SessionId, SessionFacts> read(BlockId at, Collection<SessionId> ids) {
        return read(at, ids, new HashMap<>());
    }

    /**
     * The same, without reading bids again that are known.
     *
     * @param known bids by id, of final blocks only; what is read is added
     */
    public Map<SessionId, SessionFacts> read(BlockId at, Collection<SessionId> ids, Map<Hash, Bid> known) {
        List<ContractSession> found = List.copyOf(states(at, ids).values());
        List<Hash> missing = found.stream()
                .map(ContractSession::bidId)
                .distinct()
                .filter(id -> !known.containsKey(id))
                .toList();
        known.putAll(bids(at, missing));
        Map<SessionId, SessionFacts> facts = new HashMap<>();
        found.forEach(session -> facts.put(session.id(), facts(session, known.get(session.bidId()))));
        return facts;
    }

    /** Those sessions that exist at that block, as they stand there; the others are absent. */
    public Map<SessionId, ContractSession> states(BlockId at, Collection<SessionId> ids) {
        List<View<ContractSession>> asked =
                ids.stream().distinct().map(sessions::getSession).toList();
        Map<SessionId, ContractSession> states = new HashMap<>();
        views.readAll(at, asked).stream()
                .filter(ContractSession::exists)
                .forEach(state -> states.put(state.id(), state));
        return states;
    }

    private Map<Hash, Bid> bids(BlockId at, List<Hash> ids) {
        Map<Hash, Bid> bids = new HashMap<>();
        if (!ids.isEmpty()) {
            views.readAll(at, ids.stream().map(market::getBid).toList()).forEach(bid -> bids.put(bid.id(), bid));
        }
        return bids;
    }

    private static SessionFacts facts(ContractSession session, Bid bid) {
        if (!bid.exists()) {
            throw new ViewFailedException(
                    "session %s: expected its bid %s, getBid has none".formatted(session.id(), bid.id()), null);
        }
        return new SessionFacts(
                session.id(),
                session.user(),
                bid.provider(),
                bid.modelId(),
                bid.id(),
                bid.pricePerSecond(),
                session.stake(),
                session.directPayment(),
                session.openedAt(),
                session.endsAt(),
                session.closedAt().map(closed -> new SessionFacts.Closeout(closed, session.closeoutType())));
    }
}
