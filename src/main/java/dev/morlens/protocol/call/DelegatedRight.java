package dev.morlens.protocol.call;

import dev.morlens.chain.value.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What an owner can let a delegate do for it, and which of the functions that free MOR want it of a sender who is not the
 * owner (docs/protocol.md, P28). A provider's claim wants the right for sessions, not the one for providers. Delegations are
 * kept by delegate.xyz; one of all rights holds for each of them. Functions that are not here ask nobody for a right.
 */
public enum DelegatedRight {
    SESSION("closeSession", "withdrawUserStakes", "claimForProvider"),
    PROVIDER("providerDeregister"),
    MODEL("modelDeregister"),
    MARKETPLACE("deleteModelBid");

    private final Set<String> functions;

    DelegatedRight(String... functions) {
        this.functions = Set.of(functions);
    }

    /** Empty for a function that anybody may send, or nobody for another. */
    public static Optional<DelegatedRight> wantedBy(String function) {
        return Arrays.stream(values())
                .filter(right -> right.functions.contains(function))
                .findFirst();
    }

    /** As the contracts write it. */
    public String text() {
        return switch (this) {
            case SESSION -> "delegation.rules.session";
            case PROVIDER -> "delegation.rules.provider";
            case MODEL -> "delegation.rules.model";
            case MARKETPLACE -> "delegation.rules.marketplace";
        };
    }

    /** As the contracts and delegate.xyz name it: the text's Keccak-256. */
    public Hash hash() {
        return Hash.of(org.web3j.crypto.Hash.sha3(text().getBytes(StandardCharsets.US_ASCII)));
    }
}
