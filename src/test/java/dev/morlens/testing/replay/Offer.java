package dev.morlens.testing.replay;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;

/** A bid of a provider for a model, in wei a second. */
record Offer(Hash id, Address provider, Hash model, long pricePerSecond, long postedAt) {

    static Offer of(Address provider, Hash model, long nonce, long pricePerSecond, long postedAt) {
        String packed = provider.toString().substring(2) + Abi.word(model) + Abi.word(nonce);
        return new Offer(Abi.keccakOfWords(packed), provider, model, pricePerSecond, postedAt);
    }

    /** What {@code getBid} answers. */
    String answer() {
        return Abi.word(provider)
                + Abi.word(model)
                + Abi.word(pricePerSecond)
                + Abi.word(0)
                + Abi.word(postedAt)
                + Abi.word(0);
    }
}
