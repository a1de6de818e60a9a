package dev.morlens.testing.replay;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** Answers view calls at the head, one by one or through Multicall3; what it does not know reverts. */
final class Views {

    static final String FEE_BALANCE = Abi.selector("getFeeBalance()");

    private static final String GET_SESSION = Abi.selector("getSession(bytes32)");
    private static final String GET_BID = Abi.selector("getBid(bytes32)");
    private static final String BALANCE_OF = Abi.selector("balanceOf(address)");
    private static final String FACET_ADDRESS = Abi.selector("facetAddress(bytes4)");
    private static final String GET_USER_SESSIONS = Abi.selector("getUserSessions(address,uint256,uint256)");
    private static final String GET_PROVIDER = Abi.selector("getProvider(address)");
    private static final String ALLOWANCE = Abi.selector("allowance(address,address)");

    /** An empty endpoint, and nothing else either. */
    private static final String NO_PROVIDER =
            Abi.word(32) + Abi.word(192) + Abi.word(0).repeat(6);

    private static final String AGGREGATE = Abi.selector("aggregate3((address,bool,bytes)[])");
    private static final Map<String, Address> ACCOUNTS = Map.of(
            Abi.selector("getFundingAccount()"), ReplayContracts.FUNDING,
            Abi.selector("getToken()"), ReplayContracts.TOKEN);
    private static final String TOTAL_SUPPLY = Abi.selector("totalSupply()");

    private final History history;

    Views(History history) {
        this.history = history;
    }

    static String session(Hash id) {
        return GET_SESSION + Abi.word(id);
    }

    /** What the ids of a user's sessions, one after the other, are kept by. */
    static String sessionsOf(Address user) {
        return GET_USER_SESSIONS + Abi.word(user);
    }

    static String bid(Hash id) {
        return GET_BID + Abi.word(id);
    }

    /** The answer with {@code 0x}; empty for a revert. */
    Optional<String> call(Address to, String data) {
        String selector = data.substring(0, Math.min(10, data.length()));
        if (to.equals(ReplayContracts.MULTICALL) && selector.equals(AGGREGATE)) {
            return Optional.of("0x" + aggregate(data.substring(10)));
        }
        return Optional.ofNullable(answer(to, selector, data)).map(answer -> "0x" + answer);
    }

    private String answer(Address to, String selector, String data) {
        if (to.equals(ReplayContracts.TOKEN)) {
            return token(selector, data);
        }
        if (ACCOUNTS.containsKey(selector)) {
            return Abi.word(ACCOUNTS.get(selector));
        }
        if (selector.equals(GET_USER_SESSIONS)) {
            return page(history.views().getOrDefault(data.substring(0, 74), ""), data);
        }
        if (selector.equals(GET_PROVIDER)) {
            return NO_PROVIDER;
        }
        return selector.equals(FACET_ADDRESS)
                ? Abi.word(ReplayContracts.FACET)
                : history.views().get(data);
    }

    private String token(String selector, String data) {
        if (selector.equals(BALANCE_OF)) {
            Address owner = Address.of("0x" + data.substring(34, 74));
            return Abi.word(history.balances().getOrDefault(owner, BigInteger.ZERO));
        }
        if (selector.equals(ALLOWANCE)) {
            return Abi.word(0);
        }
        return selector.equals(TOTAL_SUPPLY) ? Abi.word(history.supply()) : null;
    }

    /** Of ids one after the other, those that offset and limit at the call's end mean, and how many there are. */
    private static String page(String ids, String data) {
        int total = ids.length() / 64;
        int from = Math.min(total, number(data, 74));
        int to = (int) Math.min(total, from + (long) number(data, 138));
        return Abi.word(64) + Abi.word(total) + Abi.word(to - from) + ids.substring(64 * from, 64 * to);
    }

    private String aggregate(String words) {
        int array = 2 * number(words, 0) + 64;
        int count = number(words, array - 64);
        StringBuilder offsets = new StringBuilder();
        StringBuilder results = new StringBuilder();
        for (int i = 0; i < count; i++) {
            offsets.append(Abi.word(32L * count + results.length() / 2));
            results.append(result(words, array + 2 * number(words, array + 64 * i)));
        }
        return Abi.word(32) + Abi.word(count) + offsets + results;
    }

    private String result(String words, int call) {
        Address to = Address.of("0x" + words.substring(call + 24, call + 64));
        int bytes = call + 2 * number(words, call + 128);
        int length = 2 * number(words, bytes);
        Optional<String> answer = call(to, "0x" + words.substring(bytes + 64, bytes + 64 + length));
        return Abi.word(answer.isPresent())
                + Abi.word(64)
                + Abi.bytes(answer.map(hex -> hex.substring(2)).orElse(""));
    }

    private static int number(String words, int at) {
        return Integer.parseInt(words.substring(at + 48, at + 64), 16);
    }
}
