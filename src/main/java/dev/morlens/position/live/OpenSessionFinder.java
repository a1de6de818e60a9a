package dev.morlens.position.live;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.StakeSource;
import dev.morlens.protocol.abi.PoolViews;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.ContractSession;
import dev.morlens.protocol.state.IdPage;
import dev.morlens.protocol.state.SessionFunding;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.protocol.view.ViewReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** Finds a user's open sessions by the contract's views alone. */
public final class OpenSessionFinder {

    /** Of a user with more, the open ones are not looked for. */
    static final long MOST = 2_000;

    private static final long PAGE = 500;

    private final ViewReader views;
    private final SessionReader reader;
    private final SessionViews sessions;
    private final PoolViews pools;

    public OpenSessionFinder(Node node, Address diamond) {
        this.views = new ViewReader(node);
        this.reader = new SessionReader(node, diamond);
        this.sessions = new SessionViews(diamond);
        this.pools = new PoolViews(diamond);
    }

    /** Whoever funds them, the first to end first; empty if the user ever opened too many to look through. */
    public Optional<List<Session>> read(BlockId at, Address user) {
        return states(at, user).map(open -> sessions(at, open));
    }

    private List<Session> sessions(BlockId at, List<ContractSession> open) {
        Map<SessionId, SessionFacts> facts =
                reader.read(at, open.stream().map(ContractSession::id).toList());
        Set<SessionId> pooled = pooled(at, open);
        return open.stream()
                .filter(state -> facts.containsKey(state.id()))
                .sorted(Comparator.comparing(ContractSession::endsAt))
                .map(state -> Session.fromNode(
                        facts.get(state.id()),
                        pooled.contains(state.id()) ? StakeSource.POOL : StakeSource.WALLET,
                        state.providerWithdrawn()))
                .toList();
    }

    Optional<List<ContractSession>> states(BlockId at, Address user) {
        IdPage first = views.read(at, sessions.getUserSessions(user, 0, PAGE));
        if (first.total() > MOST) {
            return Optional.empty();
        }
        List<Hash> ids = new ArrayList<>(first.ids());
        views.readAll(
                        at,
                        LongStream.iterate(PAGE, offset -> offset < first.total(), offset -> offset + PAGE)
                                .mapToObj(offset -> sessions.getUserSessions(user, offset, PAGE))
                                .toList())
                .forEach(page -> ids.addAll(page.ids()));
        return Optional.of(reader.states(at, ids.stream().map(SessionId::new).toList()).values().stream()
                .filter(session -> session.closedAt().isEmpty())
                .toList());
    }

    /** A pool's stake is its funders'. */
    List<ContractSession> ofTheWallet(BlockId at, List<ContractSession> open) {
        Set<SessionId> pooled = pooled(at, open);
        return open.stream().filter(state -> !pooled.contains(state.id())).toList();
    }

    /** Contracts before pools do not have the view. */
    private Set<SessionId> pooled(BlockId at, List<ContractSession> open) {
        List<Optional<List<SessionFunding>>> fundings = views.tryAll(
                at,
                open.stream()
                        .map(session -> pools.getSessionFunding(session.id()))
                        .toList());
        Set<SessionId> pooled = new HashSet<>();
        for (int i = 0; i < open.size(); i++) {
            if (!fundings.get(i).orElse(List.of()).isEmpty()) {
                pooled.add(open.get(i).id());
            }
        }
        return pooled;
    }
}
