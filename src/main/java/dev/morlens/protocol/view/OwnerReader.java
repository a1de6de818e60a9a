package dev.morlens.protocol.view;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.abi.TokenViews;
import dev.morlens.protocol.abi.View;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.ContractSession;
import dev.morlens.protocol.state.IdPage;
import dev.morlens.protocol.state.Provider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What views say of many addresses and sessions at one block, all in one question, so that few calls take them all. */
public final class OwnerReader {

    /** How many views an address takes; a session takes one. */
    public static final int VIEWS_AN_ADDRESS = 3;

    /**
     * An address.
     *
     * @param wallet its balance of the token, in wei
     * @param providerStake in wei
     * @param sessions how many it ever opened, pool-funded ones included
     */
    public record Owner(Wei wallet, Wei providerStake, long sessions) {}

    /** @param sessions those that exist */
    public record Owners(Map<Address, Owner> owners, Map<SessionId, ContractSession> sessions) {}

    private final ViewReader views;
    private final SessionViews sessions;
    private final MarketViews market;
    private final TokenViews token;

    public OwnerReader(Node node, Network network) {
        this.views = new ViewReader(node);
        this.sessions = new SessionViews(network.diamond());
        this.market = new MarketViews(network.diamond());
        this.token = new TokenViews(network.token());
    }

    /** @param ids of sessions; each once */
    public Owners read(BlockId at, Collection<Address> addresses, Collection<SessionId> ids) {
        List<View<Object>> asked = new ArrayList<>();
        addresses.forEach(address -> {
            asked.add(any(token.balanceOf(address)));
            asked.add(any(market.getProvider(address)));
            asked.add(any(sessions.getUserSessions(address, 0, 1)));
        });
        ids.forEach(id -> asked.add(any(sessions.getSession(id))));
        Iterator<Object> told = views.readAll(at, asked).iterator();
        Map<Address, Owner> owners = new HashMap<>();
        addresses.forEach(address -> owners.put(
                address,
                new Owner((Wei) told.next(), ((Provider) told.next()).stake(), ((IdPage) told.next()).total())));
        Map<SessionId, ContractSession> states = new HashMap<>();
        told.forEachRemaining(state -> keep((ContractSession) state, states));
        return new Owners(owners, states);
    }

    private static void keep(ContractSession state, Map<SessionId, ContractSession> states) {
        if (state.exists()) {
            states.put(state.id(), state);
        }
    }

    private static <T> View<Object> any(View<T> view) {
        return new View<>(view.name(), view.call(), abiWords -> view.reader().apply(abiWords));
    }
}
