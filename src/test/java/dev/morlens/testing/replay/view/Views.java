package dev.morlens.testing.replay.view;

import dev.morlens.chain.value.Address;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.history.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers view calls at a block, one by one or through Multicall3; what it does not know reverts. */
public final class Views {

    /** One view: its arguments and the state to the answer without {@code 0x}. */
    @FunctionalInterface
    interface View {
        String answer(CallWords arguments, StateAt state);
    }

    private static final String AGGREGATE = Abi.selector("aggregate3((address,bool,bytes)[])");
    private static final int SELECTOR_END = 10;

    private final Map<String, View> ofToken = new HashMap<>();
    private final Map<String, View> ofDiamond = new HashMap<>();

    public Views(World world) {
        token(world);
        new SessionAnswers(world).forEach((signature, view) -> ofDiamond.put(Abi.selector(signature), view));
        new MarketAnswers(world).forEach((signature, view) -> ofDiamond.put(Abi.selector(signature), view));
        EconomyAnswers.forEach((signature, view) -> ofDiamond.put(Abi.selector(signature), view));
    }

    private void token(World world) {
        ofToken.put(
                Abi.selector("balanceOf(address)"),
                (arguments, state) -> Abi.units(state.balance(world.actors.number(arguments.address(0)))));
        ofToken.put(Abi.selector("totalSupply()"), (arguments, state) -> Abi.units(state.supply()));
        ofToken.put(Abi.selector("allowance(address,address)"), (arguments, state) -> Abi.word(0));
        ofToken.put(Abi.selector("decimals()"), (arguments, state) -> Abi.word(18));
        ofToken.put(Abi.selector("symbol()"), (arguments, state) -> Abi.word(32) + Abi.text("MOR"));
        ofToken.put(Abi.selector("name()"), (arguments, state) -> Abi.word(32) + Abi.text("MOR"));
    }

    /** What it answers, with {@code 0x}. */
    public Set<String> selectors() {
        Set<String> all = new HashSet<>(ofToken.keySet());
        all.addAll(ofDiamond.keySet());
        all.add(AGGREGATE);
        return all;
    }

    /** The answer with {@code 0x}; empty for a revert. */
    public Optional<String> call(Address to, String data, StateAt state) {
        String selector = data.substring(0, Math.min(SELECTOR_END, data.length()));
        if (to.equals(ReplayContracts.MULTICALL) && selector.equals(AGGREGATE)) {
            return Optional.of("0x" + aggregate(data.substring(SELECTOR_END), state));
        }
        return Optional.ofNullable(views(to).get(selector))
                .map(view -> "0x" + view.answer(new CallWords(data.substring(SELECTOR_END)), state));
    }

    private Map<String, View> views(Address contract) {
        if (contract.equals(ReplayContracts.TOKEN)) {
            return ofToken;
        }
        return contract.equals(ReplayContracts.DIAMOND) ? ofDiamond : Map.of();
    }

    private String aggregate(String words, StateAt state) {
        int array = 2 * number(words, 0) + 64;
        int count = number(words, array - 64);
        StringBuilder offsets = new StringBuilder();
        StringBuilder results = new StringBuilder();
        for (int i = 0; i < count; i++) {
            offsets.append(Abi.word(32L * count + results.length() / 2));
            results.append(result(words, array + 2 * number(words, array + 64 * i), state));
        }
        return Abi.word(32) + Abi.word(count) + offsets + results;
    }

    private String result(String words, int call, StateAt state) {
        Address to = Address.of("0x" + words.substring(call + 24, call + 64));
        int bytes = call + 2 * number(words, call + 128);
        int length = 2 * number(words, bytes);
        Optional<String> answer = call(to, "0x" + words.substring(bytes + 64, bytes + 64 + length), state);
        return Abi.word(answer.isPresent())
                + Abi.word(64)
                + Abi.bytes(answer.map(hex -> hex.substring(2)).orElse(""));
    }

    private static int number(String words, int at) {
        return Integer.parseInt(words.substring(at + 48, at + 64), 16);
    }
}
