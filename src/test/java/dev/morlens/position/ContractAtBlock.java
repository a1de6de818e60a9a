package dev.morlens.position;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.PoolViews;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.ContractSession;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.HoldStorage;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.protocol.view.ViewFailedException;
import dev.morlens.protocol.view.ViewReader;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the contract's own views and storage say of an address at a block, from a node that keeps history. */
final class ContractAtBlock {

    private final Node node;
    private final Network network;
    private final BlockId at;

    ContractAtBlock(Node node, Network network, long block) {
        this.node = node;
        this.network = network;
        this.at = new BlockId.Numbered(block);
    }

    /** Whether the contracts are set up at a block. */
    static boolean isReady(Node node, Network network, long block) {
        try {
            new DiamondReader(node, network).providers(new BlockId.Numbered(block), List.of(network.token()));
            new DiamondReader(node, network).feeBalance(new BlockId.Numbered(block));
            return new SessionReader(node, network.diamond())
                    .states(new BlockId.Numbered(block), List.of(new SessionId(Hash.ZERO)))
                    .isEmpty();
        } catch (ViewFailedException e) {
            return false;
        }
    }

    /** All buckets of an address but {@code PROVIDER_DUE}, which no view tells. */
    Map<Bucket, Wei> balances(
            Address address, Map<SessionId, Session> ownSessions, Collection<Grant> grants, Collection<Hash> models) {
        DiamondReader diamond = new DiamondReader(node, network);
        Map<Bucket, Wei> balances = new EnumMap<>(Bucket.class);
        balances.put(Bucket.WALLET, diamond.balance(at, address));
        balances.put(Bucket.ACTIVE_SESSION, openStake(ownSessions));
        balances.put(Bucket.ON_HOLD, Wei.sum(rows(address).values()));
        balances.put(
                Bucket.PROVIDER_STAKE,
                diamond.providers(at, List.of(address)).get(address).stake());
        balances.put(
                Bucket.MODEL_STAKE,
                Wei.sum(diamond.models(at, models).values().stream()
                        .filter(model -> model.owner().equals(address))
                        .map(model -> model.stake())
                        .toList()));
        balances.put(Bucket.STAKING_POOL, funded(address, grants));
        return balances;
    }

    /** Hold rows by release. */
    Map<Instant, Wei> rows(Address address) {
        Map<Instant, Wei> rows = new TreeMap<>();
        new HoldStorage(node, network.diamond())
                .read(at, address).stream()
                        .filter(row -> row.amount().isPositive())
                        .forEach(row -> rows.merge(row.releaseAt(), row.amount(), Wei::plus));
        return rows;
    }

    /** Those that exist. */
    Map<SessionId, ContractSession> sessions(Collection<SessionId> ids) {
        return ids.isEmpty() ? Map.of() : new SessionReader(node, network.diamond()).states(at, ids);
    }

    private Wei openStake(Map<SessionId, Session> ownSessions) {
        return Wei.sum(sessions(ownSessions.keySet()).values().stream()
                .filter(state -> state.closedAt().isEmpty())
                .filter(state -> ownSessions.get(state.id()).fundedBy() == Session.StakeSource.WALLET)
                .map(ContractSession::stake)
                .toList());
    }

    private Wei funded(Address funder, Collection<Grant> grants) {
        var views = grants.stream()
                .filter(grant -> grant.funder().equals(funder))
                .map(grant -> new PoolViews(network.diamond()).getStakingAllowance(funder, grant.hot()))
                .toList();
        return Wei.sum(new ViewReader(node)
                .tryAll(at, views).stream()
                        .flatMap(Optional::stream)
                        .map(grant -> grant.principal().plus(grant.pendingOwed()))
                        .toList());
    }
}
