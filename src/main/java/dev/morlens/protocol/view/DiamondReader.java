package dev.morlens.protocol.view;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.abi.TokenViews;
import dev.morlens.protocol.abi.View;
import dev.morlens.protocol.state.Bid;
import dev.morlens.protocol.state.DayFigures;
import dev.morlens.protocol.state.Model;
import dev.morlens.protocol.state.Provider;
import dev.morlens.protocol.state.StakesOnHold;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads single facts of the Diamond and the token at one block. What is not here is a {@link View} away: see {@link
 * ViewReader}. Amounts are in wei.
 */
public final class DiamondReader {

    private final ViewReader views;
    private final Address diamond;
    private final SessionViews sessions;
    private final MarketViews market;
    private final TokenViews token;

    public DiamondReader(Node node, Network network) {
        this.views = new ViewReader(node);
        this.diamond = network.diamond();
        this.sessions = new SessionViews(network.diamond());
        this.market = new MarketViews(network.diamond());
        this.token = new TokenViews(network.token());
    }

    /** Who pays providers of staked sessions. */
    public Address fundingAccount(BlockId at) {
        return views.read(at, sessions.getFundingAccount());
    }

    /** Fees collected and not withdrawn yet. */
    public Wei feeBalance(BlockId at) {
        return views.read(at, market.getFeeBalance());
    }

    /**
     * What the accounts of everybody come to, by the chain: in wei.
     *
     * @param held what the Diamond has
     * @param supply of the token
     * @param fees collected and not withdrawn yet
     */
    public record Sums(Wei held, Wei supply, Wei fees) {}

    /** All of them at one block, in one question. */
    public Sums sums(BlockId at) {
        List<Wei> read =
                views.readAll(at, List.of(token.balanceOf(diamond), token.totalSupply(), market.getFeeBalance()));
        return new Sums(read.get(0), read.get(1), read.get(2));
    }

    /**
     * The contract behind a function; empty where the Diamond lacks it.
     *
     * @param selector its 4 bytes
     */
    public Optional<Address> facet(BlockId at, int selector) {
        return Optional.of(views.read(at, sessions.facetAddress(selector)))
                .filter(facet -> !facet.equals(Address.ZERO));
    }

    /**
     * What stakes and payouts of a day go by.
     *
     * @param day any time of that UTC day
     */
    public DayFigures dayFigures(BlockId at, Instant day) {
        List<Wei> read = views.readAll(
                at,
                List.of(sessions.getComputeBalance(day), sessions.totalMorSupply(day), sessions.getTodaysBudget(day)));
        return new DayFigures(read.get(0), read.get(1), read.get(2));
    }

    /** What the contract's own sum of hold rows says; beyond 255 rows only {@link HoldStorage} tells the truth. */
    public StakesOnHold stakesOnHold(BlockId at, Address user) {
        return views.read(at, sessions.getUserStakesOnHold(user));
    }

    public Wei balance(BlockId at, Address owner) {
        return views.read(at, token.balanceOf(owner));
    }

    public Wei totalSupply(BlockId at) {
        return views.read(at, token.totalSupply());
    }

    /** What the Diamond may take of an owner's wallet. */
    public Wei allowance(BlockId at, Address owner) {
        return views.read(at, token.allowance(owner, diamond));
    }

    /** Providers by address; one that never registered is there too, with nothing. */
    public Map<Address, Provider> providers(BlockId at, Collection<Address> addresses) {
        return byKey(at, addresses, market::getProvider);
    }

    /** Models by id; one that does not exist is there too, without owner. */
    public Map<Hash, Model> models(BlockId at, Collection<Hash> ids) {
        return byKey(at, ids, market::getModel);
    }

    /** Bids by id; one that does not exist is there too, without provider. */
    public Map<Hash, Bid> bids(BlockId at, Collection<Hash> ids) {
        return byKey(at, ids, market::getBid);
    }

    private <K, T> Map<K, T> byKey(BlockId at, Collection<K> keys, Function<K, View<T>> view) {
        List<K> distinct = keys.stream().distinct().toList();
        List<T> values = views.readAll(at, distinct.stream().map(view).toList());
        Map<K, T> byKey = new LinkedHashMap<>();
        distinct.forEach(key -> byKey.put(key, values.get(byKey.size())));
        return byKey;
    }
}
