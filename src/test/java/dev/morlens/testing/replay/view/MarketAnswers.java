package dev.morlens.testing.replay.view;

import dev.morlens.testing.replay.history.Offer;
import dev.morlens.testing.replay.history.Unit;
import dev.morlens.testing.replay.history.World;
import dev.morlens.testing.replay.history.World.ListedModel;
import dev.morlens.testing.replay.view.Views.View;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** The views of marketplace, registries and statistics. */
final class MarketAnswers {

    private static final long YEAR_SECONDS = 365 * 86_400L;
    private static final String NOTHING = Abi.word(0);

    private final World world;

    MarketAnswers(World world) {
        this.world = world;
    }

    void forEach(BiConsumer<String, View> taker) {
        taker.accept("getBid(bytes32)", this::bid);
        taker.accept("getModel(bytes32)", this::model);
        taker.accept("getProvider(address)", this::provider);
        taker.accept("getFeeBalance()", (arguments, state) -> Abi.units(state.fees()));
        taker.accept("getBidFee()", (arguments, state) -> Abi.units(World.BID_FEE));
        taker.accept("getProviderMinimumStake()", (arguments, state) -> Abi.units(Unit.MOR / 10));
        taker.accept("getModelMinimumStake()", (arguments, state) -> Abi.units(Unit.MOR / 10));
        taker.accept("getMinMaxBidPricePerSecond()", (arguments, state) -> Abi.units(1) + Abi.units(Unit.MOR));
        taker.accept("getModelStats(bytes32)", (arguments, state) -> NOTHING.repeat(7));
        taker.accept("getProviderModelStats(bytes32,address)", (arguments, state) -> NOTHING.repeat(7));
        lists(taker);
    }

    private void lists(BiConsumer<String, View> taker) {
        View models = (arguments, state) -> page(models(state), arguments, 0);
        taker.accept("getModelIds(uint256,uint256)", models);
        taker.accept("getActiveModelIds(uint256,uint256)", models);
        taker.accept("getActiveProviders(uint256,uint256)", (arguments, state) -> page(providers(state), arguments, 0));
        View ofModel = (arguments, state) -> page(
                state.offers().stream()
                        .filter(offer -> world.models.get(offer.model()).id().equals(arguments.hash(0)))
                        .map(offer -> Abi.word(offer.id()))
                        .toList(),
                arguments,
                1);
        taker.accept("getModelBids(bytes32,uint256,uint256)", ofModel);
        taker.accept("getModelActiveBids(bytes32,uint256,uint256)", ofModel);
        View ofProvider = (arguments, state) -> page(
                state.offers().stream()
                        .filter(offer -> offer.provider() == world.actors.number(arguments.address(0)))
                        .map(offer -> Abi.word(offer.id()))
                        .toList(),
                arguments,
                1);
        taker.accept("getProviderBids(address,uint256,uint256)", ofProvider);
        taker.accept("getProviderActiveBids(address,uint256,uint256)", ofProvider);
    }

    private List<String> models(StateAt state) {
        return state.models().stream().map(model -> Abi.word(model.id())).toList();
    }

    private List<String> providers(StateAt state) {
        return IntStream.range(0, world.providers.size())
                .filter(state::isProvider)
                .mapToObj(provider -> Abi.word(world.actors.address(world.providers.get(provider))))
                .toList();
    }

    private static String page(List<String> words, CallWords arguments, int offset) {
        int from = Math.min(words.size(), arguments.number(offset));
        int to = (int) Math.min(words.size(), from + (long) arguments.number(offset + 1));
        return Abi.word(64) + Abi.word(words.size()) + Abi.word(to - from) + String.join("", words.subList(from, to));
    }

    private String bid(CallWords arguments, StateAt state) {
        return state.offers().stream()
                .filter(offer -> offer.id().equals(arguments.hash(0)))
                .findFirst()
                .map(this::words)
                .orElse(NOTHING.repeat(6));
    }

    private String words(Offer offer) {
        return Abi.word(world.actors.address(offer.provider()))
                + Abi.word(world.models.get(offer.model()).id())
                + Abi.units(offer.price())
                + Abi.word(offer.nonce())
                + Abi.word(offer.postedAt())
                + NOTHING;
    }

    /** A struct with a name and tags behind it. */
    private String model(CallWords arguments, StateAt state) {
        int number = 0;
        for (ListedModel model : state.models()) {
            number++;
            if (model.id().equals(arguments.hash(0))) {
                return struct(model, Abi.text("model-" + number));
            }
        }
        return Abi.word(32) + NOTHING.repeat(4) + Abi.word(256) + Abi.word(288) + NOTHING.repeat(4);
    }

    private String struct(ListedModel model, String name) {
        return Abi.word(32)
                + Abi.word(model.id())
                + NOTHING
                + Abi.units(model.stake())
                + Abi.word(world.actors.address(model.owner()))
                + Abi.word(256)
                + Abi.word(256 + name.length() / 2)
                + Abi.word(model.createdAt())
                + NOTHING
                + name
                + NOTHING;
    }

    private String provider(CallWords arguments, StateAt state) {
        int provider = world.providers.indexOf(world.actors.number(arguments.address(0)));
        if (provider < 0 || !state.isProvider(provider)) {
            return Abi.word(32) + Abi.word(192) + NOTHING.repeat(6);
        }
        long since = world.providersSince.get(provider);
        return Abi.word(32)
                + Abi.word(192)
                + Abi.units(state.sums().stake(provider))
                + Abi.word(since)
                + Abi.word(since + YEAR_SECONDS)
                + Abi.units(state.sums().earned(provider))
                + NOTHING
                + Abi.text("provider-" + provider + ".example:3333");
    }
}
