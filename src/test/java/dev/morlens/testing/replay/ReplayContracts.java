package dev.morlens.testing.replay;

import dev.morlens.chain.value.Address;
import dev.morlens.protocol.Network;
import java.util.Optional;
import java.util.OptionalLong;

/** The accounts that every replayed history has. */
public final class ReplayContracts {

    public static final long CHAIN_ID = 31_338;
    public static final Address TOKEN = Address.of("0x7000000000000000000000000000000000000001");
    public static final Address DIAMOND = Address.of("0xd000000000000000000000000000000000000002");
    public static final Address FUNDING = Address.of("0xf000000000000000000000000000000000000003");
    public static final Address TREASURY = Address.of("0xe000000000000000000000000000000000000004");
    public static final Address FACET = Address.of("0xc000000000000000000000000000000000000005");
    public static final Address MULTICALL = Address.of("0xca11bde05977b3631167028862be2a173976ca11");

    private ReplayContracts() {}

    public static Network network() {
        return network("local");
    }

    /** Under a name of its own, so that its index has a schema of its own. */
    public static Network network(String name) {
        return new Network(name, "Replayed history", CHAIN_ID, TOKEN, DIAMOND, Optional.empty(), OptionalLong.of(0));
    }
}
