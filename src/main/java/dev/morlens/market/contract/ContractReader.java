package dev.morlens.market.contract;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.market.contract.ContractFacts.KeptMor;
import dev.morlens.position.cache.Position;
import dev.morlens.position.cache.Positions;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.protocol.ContractKind;
import dev.morlens.protocol.KnownContract;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.read.NetworkReads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tells whether an address is no person's wallet, and what the Inference Contract keeps. */
@ApplicationScoped
public class ContractReader {

    /** The sum walks all balances: some 100 ms on Base. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    /** Only an upgrade of the contract changes it. */
    private static final Duration LASTING = Duration.ofMinutes(10);

    private final Networks networks;
    private final SnapshotReader snapshotReader;
    private final Positions positions;
    /** @param version of all the network's accounts when they were read */
    private record Sums(KeptMor kept, long version, long readAt) {}

    private final Map<String, Sums> kept = new ConcurrentHashMap<>();
    private final Cache<String, Optional<Address>> funding =
            Caffeine.newBuilder().expireAfterWrite(LASTING).build();

    @Inject
    public ContractReader(Networks networks, SnapshotReader snapshotReader, Positions positions) {
        this.networks = networks;
        this.snapshotReader = snapshotReader;
        this.positions = positions;
    }

    /** Of a position, as now: what a node told of it stands for what our accounts cannot tell then. */
    public Optional<ContractFacts> of(Network network, Position position) {
        return kind(network, position.address()).map(known -> new ContractFacts(known, kept(network, known, position)));
    }

    /** What it is alone. */
    public Optional<KnownContract> kind(Network network, Address address) {
        return networks.contracts(network).of(address).or(() -> funding(fundingAccount(network), address));
    }

    /** The same of what the index tells, without a query; empty if that cannot be. */
    public Optional<Optional<ContractFacts>> cached(Network network, Address address) {
        Optional<KnownContract> known = networks.contracts(network).of(address);
        if (known.isPresent()) {
            Optional<KeptMor> sums = Optional.ofNullable(kept.get(network.name()))
                    .filter(one -> isFresh(network, one))
                    .map(Sums::kept);
            return keeps(known.get()) && sums.isEmpty()
                    ? Optional.empty()
                    : Optional.of(known.map(one -> new ContractFacts(one, sums.filter(sum -> keeps(one)))));
        }
        return Optional.ofNullable(funding.getIfPresent(network.name()))
                .map(account -> funding(account, address).map(one -> new ContractFacts(one, Optional.empty())));
    }

    private static boolean keeps(KnownContract known) {
        return known.kind() == ContractKind.INFERENCE_CONTRACT;
    }

    private static Optional<KnownContract> funding(Optional<Address> account, Address address) {
        return account.filter(address::equals)
                .map(one -> new KnownContract(ContractKind.FUNDING_ACCOUNT, one, Optional.empty()));
    }

    private Optional<KeptMor> kept(Network network, KnownContract known, Position position) {
        if (!keeps(known)) {
            return Optional.empty();
        }
        return position.asOf().isLive()
                ? Optional.of(new KeptMor(position.asOf(), Map.of(), position.balance(Bucket.UNATTRIBUTED)))
                : sums(network);
    }

    /** Read again if anything has changed, but not at every change. */
    private Optional<KeptMor> sums(Network network) {
        Sums known = kept.get(network.name());
        if (known != null && (isFresh(network, known) || snapshotReader.storeIsDown(network.name()))) {
            return Optional.of(known.kept());
        }
        long version = positions.versionOfAll(network.name());
        try {
            KeptMor read = snapshotReader.read(network.name(), ContractReader::sums);
            kept.put(network.name(), new Sums(read, version, System.nanoTime()));
            return Optional.of(read);
        } catch (StoreUnavailableException e) {
            return Optional.empty();
        }
    }

    private boolean isFresh(Network network, Sums sums) {
        return sums.version() == positions.versionOfAll(network.name())
                || System.nanoTime() - sums.readAt() < FRESH.toNanos();
    }

    private static KeptMor sums(NetworkReads networkReads, AsOf asOf) {
        Map<Bucket, Wei> inDiamond = new EnumMap<>(Bucket.class);
        networkReads.protocol().totals().forEach((bucket, amount) -> {
            if (bucket.inDiamond()) {
                inDiamond.put(bucket, amount);
            }
        });
        return new KeptMor(asOf, inDiamond, Wei.sum(List.copyOf(inDiamond.values())));
    }

    /** The account that providers are paid from, as far as the index tells. */
    Optional<Address> fundingAccount(Network network) {
        Optional<Address> known = funding.getIfPresent(network.name());
        if (known != null || snapshotReader.storeIsDown(network.name())) {
            return known == null ? Optional.empty() : known;
        }
        try {
            return funding.get(
                    network.name(),
                    name -> snapshotReader.read(
                            name,
                            (networkReads, asOf) -> networkReads.protocol().fundingAccount()));
        } catch (StoreUnavailableException e) {
            return Optional.empty();
        }
    }
}
