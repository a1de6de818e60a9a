package dev.morlens.testing.replay.view;

import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.view.Views.View;
import java.math.BigInteger;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The views of the escrow's arithmetic (docs/protocol.md, P22), over a compute balance and a supply that stay the same.
 */
final class EconomyAnswers {

    private static final BigInteger SUPPLY = BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(40_000_000));
    private static final BigInteger COMPUTE = BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(12_000_000));
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);
    private static final long LONGEST_SECONDS = 7 * 86_400L;

    /** What only the pool version has: openSessionFromPool and settleExpiredSession. */
    private static final Set<String> ABSENT = Set.of("15624cf6", "c1934a65");

    private EconomyAnswers() {}

    static void forEach(BiConsumer<String, View> taker) {
        taker.accept("getMaxSessionDuration()", (arguments, state) -> Abi.word(LONGEST_SECONDS));
        taker.accept("getTodaysBudget(uint128)", (arguments, state) -> Abi.word(COMPUTE.divide(HUNDRED)));
        taker.accept("getComputeBalance(uint128)", (arguments, state) -> Abi.word(COMPUTE));
        taker.accept("totalMORSupply(uint128)", (arguments, state) -> Abi.word(SUPPLY));
        taker.accept("stakeToStipend(uint256,uint128)", (arguments, state) -> Abi.word(stipend(arguments.wei(0))));
        taker.accept(
                "stipendToStake(uint256,uint128)",
                (arguments, state) -> Abi.word(
                        arguments.wei(0).multiply(SUPPLY).multiply(HUNDRED).divide(COMPUTE)));
        taker.accept("getSessionEnd(uint256,uint256,uint128)", (arguments, state) -> {
            BigInteger seconds =
                    stipend(arguments.wei(0)).divide(arguments.wei(1).max(BigInteger.ONE));
            return Abi.word(arguments.wei(2).add(seconds.min(BigInteger.valueOf(LONGEST_SECONDS))));
        });
        taker.accept("facetAddress(bytes4)", (arguments, state) -> {
            String selector = arguments.hex().substring(0, 8);
            return ABSENT.contains(selector) ? Abi.word(0) : Abi.word(ReplayContracts.FACET);
        });
    }

    private static BigInteger stipend(BigInteger stake) {
        return stake.multiply(COMPUTE).divide(SUPPLY.multiply(HUNDRED));
    }
}
