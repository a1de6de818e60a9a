package dev.morlens.market;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Bucket;
import dev.morlens.market.ContractFacts.Kept;
import dev.morlens.position.AsOf;
import dev.morlens.position.Heads;
import dev.morlens.position.Position;
import dev.morlens.protocol.ContractKind;
import dev.morlens.protocol.KnownContract;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.Reads;
import dev.morlens.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Tells whether an address is no person's wallet, and what the Inference Contract keeps. */
@ApplicationScoped
public class ContractReader {

    /** The sum walks all balances: some 100 ms on Base. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    /** Only an upgrade of the contract changes it. */
    private static final Duration LASTING = Duration.ofMinutes(10);

    private final Networks networks;
    private final Heads heads;
    private final Cache<String, Kept> kept =
            Caffeine.newBuilder().expireAfterWrite(FRESH).build();
    private final Cache<String, Optional<Address>> funding =
            Caffeine.newBuilder().expireAfterWrite(LASTING).build();

    @Inject
    public ContractReader(Networks networks, Heads heads) {
        this.networks = networks;
        this.heads = heads;
    }

    /** Of a position, as now: what a node told of it stands for what our accounts cannot tell then. */
    public Optional<ContractFacts> of(Network network, Position position) {
        return kind(network, position.address()).map(known -> new ContractFacts(known, kept(network, known, position)));
    }

    /** What it is alone. */
    public Optional<KnownContract> kind(Network network, Address address) {
        return networks.contracts(network)
                .of(address)
                .or(() -> fundingAccount(network)
                        .filter(address::equals)
                        .map(account -> new KnownContract(ContractKind.FUNDING_ACCOUNT, account, Optional.empty())));
    }

    /** Whether all that there is to tell of an address can be told without a query. */
    public boolean isAtHand(Network network, Address address) {
        boolean keeps = networks.contracts(network)
                .of(address)
                .filter(known -> known.kind() == ContractKind.INFERENCE_CONTRACT)
                .isPresent();
        return keeps ? kept.getIfPresent(network.name()) != null : funding.getIfPresent(network.name()) != null;
    }

    private Optional<Kept> kept(Network network, KnownContract known, Position position) {
        if (known.kind() != ContractKind.INFERENCE_CONTRACT) {
            return Optional.empty();
        }
        return position.asOf().isLive()
                ? Optional.of(new Kept(position.asOf(), Map.of(), position.balance(Bucket.UNATTRIBUTED)))
                : asked(kept, network, ContractReader::sums);
    }

    private static Kept sums(Reads reads, AsOf asOf) {
        Map<Bucket, Wei> inDiamond = new EnumMap<>(Bucket.class);
        reads.protocol().totals().forEach((bucket, amount) -> {
            if (bucket.inDiamond()) {
                inDiamond.put(bucket, amount);
            }
        });
        return new Kept(asOf, inDiamond, Wei.sum(List.copyOf(inDiamond.values())));
    }

    private Optional<Address> fundingAccount(Network network) {
        return asked(funding, network, (reads, asOf) -> reads.protocol().fundingAccount())
                .flatMap(account -> account);
    }

    private <T> Optional<T> asked(Cache<String, T> cache, Network network, BiFunction<Reads, AsOf, T> question) {
        T known = cache.getIfPresent(network.name());
        if (known != null || heads.storeIsDown(network.name())) {
            return Optional.ofNullable(known);
        }
        try {
            return Optional.of(cache.get(network.name(), name -> heads.read(name, question)));
        } catch (StoreUnavailableException e) {
            return Optional.empty();
        }
    }
}
