package dev.morlens.testing.replay;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.math.BigInteger;

/** A session; times in seconds, amounts in wei. */
record Deal(
        Hash id,
        Address user,
        Offer offer,
        BigInteger stake,
        long openedAt,
        long endsAt,
        boolean directPayment,
        long closedAt) {

    private static final long DAY = 86_400;

    Deal closed(long at) {
        return new Deal(id, user, offer, stake, openedAt, endsAt, directPayment, at);
    }

    BigInteger reward() {
        return BigInteger.valueOf((end() - openedAt) * offer.pricePerSecond());
    }

    long releaseAt() {
        return end() - end() % DAY + DAY;
    }

    private long end() {
        return Math.min(closedAt, endsAt);
    }

    /** What {@code getSession} answers: a struct with bytes in it, so an offset comes first. */
    String answer() {
        String receipt = Abi.word(11 * 32);
        boolean paid = closedAt > 0;
        return Abi.word(32)
                + Abi.word(user)
                + Abi.word(offer.id())
                + Abi.word(stake)
                + receipt
                + Abi.word(0)
                + Abi.word(paid ? reward() : BigInteger.ZERO)
                + Abi.word(openedAt)
                + Abi.word(endsAt)
                + Abi.word(closedAt)
                + Abi.word(!paid)
                + Abi.word(directPayment)
                + Abi.word(0);
    }
}
