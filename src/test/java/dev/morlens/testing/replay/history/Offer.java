package dev.morlens.testing.replay.history;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.testing.replay.view.Abi;

/**
 * A bid of a provider for a model.
 *
 * @param price in units a second
 * @param postedAt in seconds
 */
public record Offer(Hash id, int provider, int model, long nonce, long price, long postedAt) {

    static Hash id(Address provider, Hash model, long nonce) {
        return Abi.keccakOfWords(provider.toString().substring(2) + Abi.word(model) + Abi.word(nonce));
    }
}
