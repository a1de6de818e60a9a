package dev.morlens.position.live;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.PoolViews;
import dev.morlens.protocol.state.Provider;
import dev.morlens.protocol.view.DiamondReader;
import dev.morlens.protocol.view.HoldStorage;
import dev.morlens.protocol.view.ViewReader;
import dev.morlens.store.read.AddressAccounts.DatedAmount;
import dev.morlens.store.read.ClaimableItems;
import java.util.List;
import java.util.Optional;

/**
 * Puts an address's accounts together from views and storage at one block, as a wallet's own checker would. Models and
 * grants have no view by owner: they are known only where the index knows their ids.
 */
final class LiveAccountReader {

    private final BlockId at;
    private final Address contract;
    private final DiamondReader diamond;
    private final OpenSessionFinder sessions;
    private final HoldStorage holds;
    private final ViewReader views;
    private final PoolViews pools;

    LiveAccountReader(Node node, Network network, BlockRef at) {
        this.at = new BlockId.Hashed(at.hash());
        this.contract = network.diamond();
        this.diamond = new DiamondReader(node, network);
        this.sessions = new OpenSessionFinder(node, network.diamond());
        this.holds = new HoldStorage(node, network.diamond());
        this.views = new ViewReader(node);
        this.pools = new PoolViews(network.diamond());
    }

    /**
     * @param known what the index knows of by id; empty where it is not complete itself
     * @param mostRows on hold; of an address with more they are counted, but not read
     */
    LiveAccounts read(Address address, Optional<ClaimableItems> known, int mostRows) {
        LiveAccounts live = new LiveAccounts(address);
        live.allowance(diamond.allowance(at, address));
        // What the Diamond has is others' MOR, and none of it its own: a node cannot tell whose.
        live.has(address.equals(contract) ? Bucket.UNATTRIBUTED : Bucket.WALLET, diamond.balance(at, address));
        holds(address, live, mostRows);
        Provider provider = diamond.providers(at, List.of(address)).get(address);
        live.has(Bucket.PROVIDER_STAKE, provider.stake());
        if (provider.exists()) {
            live.lacks(Bucket.PROVIDER_DUE);
        }
        openSessions(address, live);
        known.ifPresentOrElse(claimableItems -> claims(address, claimableItems, live), () -> {
            live.lacks(Bucket.MODEL_STAKE);
            live.lacks(Bucket.STAKING_POOL);
        });
        return live;
    }

    /** The same with the rows that were counted before. */
    LiveAccounts withRows(LiveAccounts counted) {
        return counted.withHolds(dues(counted.address(), counted.unread()));
    }

    private void holds(Address address, LiveAccounts live, int mostRows) {
        int rows = holds.count(at, address);
        if (rows > mostRows) {
            live.unread(rows);
        } else {
            live.holds(dues(address, rows));
        }
    }

    private List<DatedAmount> dues(Address address, int rows) {
        return holds.read(at, address, rows).stream()
                .filter(row -> !row.amount().isZero())
                .map(row -> new DatedAmount(row.releaseAt(), row.amount(), 1))
                .toList();
    }

    private void openSessions(Address address, LiveAccounts live) {
        sessions.states(at, address)
                .ifPresentOrElse(
                        open -> live.openSessions(sessions.ofTheWallet(at, open).stream()
                                .map(session -> new DatedAmount(session.endsAt(), session.stake(), 1))
                                .toList()),
                        () -> live.lacks(Bucket.ACTIVE_SESSION));
    }

    private void claims(Address address, ClaimableItems known, LiveAccounts live) {
        List<Hash> ids =
                known.models().stream().map(ClaimableItems.ModelStake::model).toList();
        List<Wei> stakes = diamond.models(at, ids).values().stream()
                .filter(model -> model.owner().equals(address) && !model.stake().isZero())
                .map(model -> model.stake())
                .toList();
        live.models(stakes);
        views.tryAll(
                        at,
                        known.grants().stream()
                                .map(grant -> pools.getStakingAllowance(address, grant.hot()))
                                .toList())
                .forEach(grant -> grant.ifPresent(live::grant));
    }
}
