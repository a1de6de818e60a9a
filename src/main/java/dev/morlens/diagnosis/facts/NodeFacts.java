package dev.morlens.diagnosis.facts;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.state.Provider;
import java.util.Map;
import java.util.Optional;

/**
 * What only a node tells of an address.
 *
 * @param gas its ETH, in wei
 * @param allowance what the Diamond may take of its wallet, in wei of MOR
 * @param providers itself, if it is one, and those of its overdue sessions
 * @param activeBids its own as a provider
 * @param block that it was told of, which may be some blocks before the answer's
 */
public record NodeFacts(
        Wei gas, AccountCode code, Wei allowance, Map<Address, Provider> providers, long activeBids, BlockRef block) {

    /** What is behind an address. */
    public enum AccountCode {
        NONE,
        /** A person's account that borrows a contract's code (EIP-7702). */
        DELEGATED,
        CONTRACT;

        private static final byte[] DELEGATION = {(byte) 0xef, 0x01, 0x00};

        public static AccountCode of(byte[] code) {
            if (code.length == 0) {
                return NONE;
            }
            boolean delegates = code.length == DELEGATION.length + Address.BYTES
                    && code[0] == DELEGATION[0]
                    && code[1] == DELEGATION[1]
                    && code[2] == DELEGATION[2];
            return delegates ? DELEGATED : CONTRACT;
        }
    }

    public Optional<Provider> provider(Address address) {
        return Optional.ofNullable(providers.get(address)).filter(Provider::exists);
    }
}
