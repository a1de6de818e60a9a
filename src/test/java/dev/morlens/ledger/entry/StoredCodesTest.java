package dev.morlens.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a database of an earlier version holds must read the same for good: only add lines here, never change one. */
class StoredCodesTest {

    @Test
    void bucketsKeepTheirCodes() {
        assertThat(codes(Bucket.values(), Bucket::code, Bucket::ofCode)).isEqualTo("""
                0 WALLET
                1 ACTIVE_SESSION
                2 ON_HOLD
                3 PROVIDER_STAKE
                4 MODEL_STAKE
                5 STAKING_POOL
                6 PROVIDER_DUE
                7 FEES
                8 UNATTRIBUTED
                9 SUPPLY
                """);
    }

    @Test
    void kindsOfFlowsKeepTheirCodes() {
        assertThat(codes(FlowKind.values(), FlowKind::code, FlowKind::ofCode)).isEqualTo("""
                0 MINT
                1 BURN
                2 TRANSFER
                3 SESSION_OPENED
                4 SESSION_CLOSED
                5 SESSION_SETTLED
                6 HOLD_CLAIMED
                7 PROVIDER_PAID
                8 PROVIDER_STAKED
                9 PROVIDER_UNSTAKED
                10 MODEL_STAKED
                11 MODEL_UNSTAKED
                12 BID_FEE
                13 FEE_WITHDRAWN
                14 POOL_FUNDED
                15 POOL_WITHDRAWN
                16 GIFT
                17 UNATTRIBUTED
                """);
    }

    @Test
    void fundingAndEndsOfSessionsKeepTheirCodes() {
        assertThat(codes(Session.StakeSource.values(), Session.StakeSource::code, Session.StakeSource::ofCode))
                .isEqualTo("0 WALLET\n1 POOL\n");
        assertThat(codes(Session.EndedBy.values(), Session.EndedBy::code, Session.EndedBy::ofCode))
                .isEqualTo("0 CLOSE\n1 SETTLEMENT\n");
    }

    @Test
    void anomaliesKeepTheirCodes() {
        assertThat(codes(Anomaly.AnomalyCode.values(), Anomaly.AnomalyCode::code, Anomaly.AnomalyCode::ofCode))
                .isEqualTo("""
                0 UNDECODABLE_LOG
                1 SESSION_UNKNOWN
                2 STAKE_DIFFERS
                3 HOLD_NEGATIVE
                4 CLAIM_UNMATCHED
                5 TRANSFER_MISSING
                6 OUTFLOW_UNEXPLAINED
                7 CLAIM_UNSETTLED
                """);
    }

    @Test
    void anUnknownCodeIsNamed() {
        assertThatThrownBy(() -> Session.StakeSource.ofCode(2))
                .hasMessage("expected a code of StakeSource, one of [0, 1], got 2");
    }

    private static <E extends Enum<E>> String codes(E[] constants, ToIntFunction<E> code, IntFunction<E> ofCode) {
        return Arrays.stream(constants)
                .peek(constant ->
                        assertThat(ofCode.apply(code.applyAsInt(constant))).isSameAs(constant))
                .map(constant -> code.applyAsInt(constant) + " " + constant.name() + "\n")
                .collect(Collectors.joining());
    }
}
