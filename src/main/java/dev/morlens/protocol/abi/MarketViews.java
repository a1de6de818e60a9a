package dev.morlens.protocol.abi;

import dev.morlens.chain.abi.Words;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.state.AddressPage;
import dev.morlens.protocol.state.Bid;
import dev.morlens.protocol.state.IdPage;
import dev.morlens.protocol.state.Model;
import dev.morlens.protocol.state.ModelStats;
import dev.morlens.protocol.state.PriceLimits;
import dev.morlens.protocol.state.Provider;
import dev.morlens.protocol.state.ProviderModelStats;
import dev.morlens.protocol.state.Spread;
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
        return view("getBid", CallData.of("getBid").bytes32(id), words -> bid(id, words));
    }

    public View<Model> getModel(Hash id) {
        return view("getModel", CallData.of("getModel").bytes32(id), words -> model(id, words));
    }

    public View<Provider> getProvider(Address address) {
        return view("getProvider", CallData.of("getProvider").address(address), words -> provider(address, words));
    }

    public View<ModelStats> getModelStats(Hash modelId) {
        return view(
                "getModelStats",
                CallData.of("getModelStats").bytes32(modelId),
                words -> new ModelStats(spread(words, 0), spread(words, 2), spread(words, 4), words.uint32(6)));
    }

    public View<ProviderModelStats> getProviderModelStats(Hash modelId, Address provider) {
        CallData data = CallData.of("getProviderModelStats").bytes32(modelId).address(provider);
        return view(
                "getProviderModelStats",
                data,
                words -> new ProviderModelStats(
                        spread(words, 0), spread(words, 2), words.uint32(4), words.uint32(5), words.uint32(6)));
    }

    public View<IdPage> getActiveModelIds(long offset, long limit) {
        CallData data = CallData.of("getActiveModelIds").uint256(offset).uint256(limit);
        return view("getActiveModelIds", data, Lists::ids);
    }

    /** Ids of all models that ever were, deleted ones too. */
    public View<IdPage> getModelIds(long offset, long limit) {
        CallData data = CallData.of("getModelIds").uint256(offset).uint256(limit);
        return view("getModelIds", data, Lists::ids);
    }

    /** Ids of all bids that a model ever had. */
    public View<IdPage> getModelBids(Hash modelId, long offset, long limit) {
        CallData data =
                CallData.of("getModelBids").bytes32(modelId).uint256(offset).uint256(limit);
        return view("getModelBids", data, Lists::ids);
    }

    public View<IdPage> getModelActiveBids(Hash modelId, long offset, long limit) {
        CallData data = CallData.of("getModelActiveBids")
                .bytes32(modelId)
                .uint256(offset)
                .uint256(limit);
        return view("getModelActiveBids", data, Lists::ids);
    }

    public View<IdPage> getProviderActiveBids(Address provider, long offset, long limit) {
        CallData data = CallData.of("getProviderActiveBids")
                .address(provider)
                .uint256(offset)
                .uint256(limit);
        return view("getProviderActiveBids", data, Lists::ids);
    }

    public View<AddressPage> getActiveProviders(long offset, long limit) {
        CallData data = CallData.of("getActiveProviders").uint256(offset).uint256(limit);
        return view("getActiveProviders", data, Lists::addresses);
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
                words -> new PriceLimits(words.wei(0), words.wei(1)));
    }

    private static Bid bid(Hash id, Words words) {
        Instant deletedAt = words.instant(5);
        return new Bid(
                id,
                words.address(0),
                words.hash(1),
                words.wei(2),
                words.wei(3),
                words.instant(4),
                deletedAt.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(deletedAt));
    }

    private static Model model(Hash id, Words words) {
        int at = words.target(0, 0);
        return new Model(
                id,
                words.hash(at),
                words.wei(at + 1),
                words.wei(at + 2),
                words.address(at + 3),
                Texts.read(words, words.target(at + 4, at), NAME_BYTES),
                tags(words, words.target(at + 5, at)),
                words.number(words.target(at + 5, at), words.count()),
                words.instant(at + 6),
                words.bool(at + 7));
    }

    private static List<String> tags(Words words, int array) {
        int length = Math.min(MOST_TAGS, words.number(array, words.count()));
        List<String> tags = new ArrayList<>(length);
        for (int i = 1; i <= length; i++) {
            tags.add(Texts.read(words, words.target(array + i, array + 1), TAG_BYTES));
        }
        return List.copyOf(tags);
    }

    private static Provider provider(Address address, Words words) {
        int at = words.target(0, 0);
        return new Provider(
                address,
                Texts.read(words, words.target(at, at), ENDPOINT_BYTES),
                words.wei(at + 1),
                words.instant(at + 2),
                words.instant(at + 3),
                words.wei(at + 4),
                words.bool(at + 5));
    }

    private static Spread spread(Words words, int at) {
        return new Spread(words.int64(at), words.int64(at + 1));
    }

    private View<Wei> amount(String name) {
        return view(name, CallData.of(name), words -> words.wei(0));
    }

    private <T> View<T> view(String name, CallData data, Function<Words, T> reader) {
        return View.of(diamond, data, name, reader);
    }
}
