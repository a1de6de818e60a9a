package dev.morlens.protocol.abi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.web3j.crypto.Hash;

/** The 4 bytes by which the Diamond finds a function's facet, as numbers. */
public final class Selectors {

    public static final int CLOSE_SESSION = of("closeSession(bytes,bytes)");

    /** Only the pool version has it (docs/protocol.md, P53). */
    public static final int SETTLE_EXPIRED_SESSION = of("settleExpiredSession(bytes32)");

    private Selectors() {}

    /** @param signature name and types of a function or an error */
    static int of(String signature) {
        return ByteBuffer.wrap(Hash.sha3(signature.getBytes(StandardCharsets.US_ASCII)))
                .getInt();
    }
}
