package dev.morlens.protocol.abi;

import dev.morlens.chain.value.Hash;

/** What tells contracts apart wherever they are: {@code keccak256} of their code as deployed ({@code EXTCODEHASH}). */
public final class CodeHash {

    private CodeHash() {}

    public static Hash of(byte[] code) {
        return Hash.of(org.web3j.crypto.Hash.sha3(code));
    }
}
