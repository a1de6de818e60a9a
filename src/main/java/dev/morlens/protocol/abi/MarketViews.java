package dev.morlens.protocol.abi;

import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.call.CallData;
import dev.morlens.protocol.state.AddressListPage;
import dev.morlens.protocol.state.Bid;
import dev.morlens.protocol.state.IdPage;
import dev.morlens.protocol.state.Model;
import dev.morlens.protocol.state.ModelStats;
import dev.morlens.protocol.state.PriceLimits;
import dev.morlens.protocol.state.Provider;
import dev.morlens.protocol.state.ProviderModelStats;
import dev.morlens.protocol.state.RunningMean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Views of the Diamond's marketplace, registries and statistics (docs/protocol.md, P55). */
public record MarketViews(Address diamond) {

    private static final int NAME_BYTES = 256;
    private static final int ENDPOINT_BYTES = 512;
    private static final int TAG_BYTES = 64;

    /** More tags than that are left out: a market keeps the tags of all its models, some 100 kB of such a one. */
    private static final int MOST_TAGS = 1_024;

    public View<Bid> getBid(Hash id) {
        return view("getBid", CallData.of("getBid").bytes32(id), abiWords -> bid(id, abiWords));
    }

    public View<Model> getModel(Hash id) {
        return view("getModel", CallData.of("getModel").bytes32(id), abiWords -> model(id, abiWords));
    }

    public View<Provider> getProvider(Address address) {
        return view(
                "getProvider", CallData.of("getProvider").address(address), abiWords -> provider(address, abiWords));
    }

    public View<ModelStats> getModelStats(Hash modelId) {
        return view(
                "getModelStats",
                CallData.of("getModelStats").bytes32(modelId),
                abiWords -> new ModelStats(
                        spread(abiWords, 0), spread(abiWords, 2), spread(abiWords, 4), abiWords.uint32(6)));
    }

    public View<ProviderModelStats> getProviderModelStats(Hash modelId, Address provider) {
        CallData data = CallData.of("getProviderModelStats").bytes32(modelId).address(provider);
        return view(
                "getProviderModelStats",
                data,
                abiWords -> new ProviderModelStats(
                        spread(abiWords, 0),
                        spread(abiWords, 2),
                        abiWords.uint32(4),
                        abiWords.uint32(5),
                        abiWords.uint32(6)));
    }

    public View<IdPage> getActiveModelIds(long offset, long limit) {
        CallData data = CallData.of("getActiveModelIds").uint256(offset).uint256(limit);
        return view("getActiveModelIds", data, AbiLists::ids);
    }

    /** Ids of all models that ever were, deleted ones too. */
    public View<IdPage> getModelIds(long offset, long limit) {
        CallData data = CallData.of("getModelIds").uint256(offset).uint256(limit);
        return view("getModelIds", data, AbiLists::ids);
    }

    /** Ids of all bids that a model ever had. */
    public View<IdPage> getModelBids(Hash modelId, long offset, long limit) {
        CallData data =
                CallData.of("getModelBids").bytes32(modelId).uint256(offset).uint256(limit);
        return view("getModelBids", data, AbiLists::ids);
    }

    public View<IdPage> getModelActiveBids(Hash modelId, long offset, long limit) {
        CallData data = CallData.of("getModelActiveBids")
                .bytes32(modelId)
                .uint256(offset)
                .uint256(limit);
        return view("getModelActiveBids", data, AbiLists::ids);
    }

    public View<IdPage> getProviderActiveBids(Address provider, long offset, long limit) {
        CallData data = CallData.of("getProviderActiveBids")
                .address(provider)
                .uint256(offset)
                .uint256(limit);
        return view("getProviderActiveBids", data, AbiLists::ids);
    }

    public View<AddressListPage> getActiveProviders(long offset, long limit) {
        CallData data = CallData.of("getActiveProviders").uint256(offset).uint256(limit);
        return view("getActiveProviders", data, AbiLists::addresses);
    }

    public View<Wei> getBidFee() {
        return amount("getBidFee");
    }

    /** Fees collected and not withdrawn yet, in wei. */
    public View<Wei> getFeeBalance() {
        return amount("getFeeBalance");
    }

    public View<Wei> getProviderMinimumStake() {
        return amount("getProviderMinimumStake");
    }

    public View<Wei> getModelMinimumStake() {
        return amount("getModelMinimumStake");
    }

    public View<PriceLimits> getMinMaxBidPricePerSecond() {
        return view(
                "getMinMaxBidPricePerSecond",
                CallData.of("getMinMaxBidPricePerSecond"),
                abiWords -> new PriceLimits(abiWords.wei(0), abiWords.wei(1)));
    }

    private static Bid bid(Hash id, AbiWords abiWords) {
        Instant deletedAt = abiWords.instant(5);
        return new Bid(
                id,
                abiWords.address(0),
                abiWords.hash(1),
                abiWords.wei(2),
                abiWords.wei(3),
                abiWords.instant(4),
                deletedAt.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(deletedAt));
    }

    private static Model model(Hash id, AbiWords abiWords) {
        int at = abiWords.target(0, 0);
        return new Model(
                id,
                abiWords.hash(at),
                abiWords.wei(at + 1),
                abiWords.wei(at + 2),
                abiWords.address(at + 3),
                ChainText.read(abiWords, abiWords.target(at + 4, at), NAME_BYTES),
                tags(abiWords, abiWords.target(at + 5, at)),
                abiWords.number(abiWords.target(at + 5, at), abiWords.count()),
                abiWords.instant(at + 6),
                abiWords.bool(at + 7));
    }

    private static List<String> tags(AbiWords abiWords, int array) {
        int length = Math.min(MOST_TAGS, abiWords.number(array, abiWords.count()));
        List<String> tags = new ArrayList<>(length);
        for (int i = 1; i <= length; i++) {
            tags.add(ChainText.read(abiWords, abiWords.target(array + i, array + 1), TAG_BYTES));
        }
        return List.copyOf(tags);
    }

    private static Provider provider(Address address, AbiWords abiWords) {
        int at = abiWords.target(0, 0);
        return new Provider(
                address,
                ChainText.read(abiWords, abiWords.target(at, at), ENDPOINT_BYTES),
                abiWords.wei(at + 1),
                abiWords.instant(at + 2),
                abiWords.instant(at + 3),
                abiWords.wei(at + 4),
                abiWords.bool(at + 5));
    }

    private static RunningMean spread(AbiWords abiWords, int at) {
        return new RunningMean(abiWords.int64(at), abiWords.int64(at + 1));
    }

    private View<Wei> amount(String name) {
        return view(name, CallData.of(name), abiWords -> abiWords.wei(0));
    }

    private <T> View<T> view(String name, CallData data, Function<AbiWords, T> reader) {
        return View.of(diamond, data, name, reader);
    }
}
