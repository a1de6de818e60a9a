package dev.morlens.protocol.call;

import dev.morlens.protocol.event.SessionId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/**
 * A session's receipt as {@code closeSession} takes it, with a signature of 65 bytes: r, s, v (docs/protocol.md,
 * P29).
 */
public record SignedReceipt(byte[] receipt, byte[] signature) {

    /** Made when first needed, kept nowhere: it belongs to nobody, so the contract takes its receipts as disputes. */
    private static final class Throwaway {
        static final ECKeyPair KEY = generate();

        private static ECKeyPair generate() {
            try {
                return Keys.createEcKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the JDK cannot make a secp256k1 key", e);
            }
        }
    }

    /**
     * A well-formed receipt of a key that no provider knows. Closing with it is a dispute: the user's part is the same,
     * the provider's may wait. For dry runs; its figures of speed are 0.
     *
     * @param timestamp may lie ahead, at most 10 minutes in the past
     */
    public static SignedReceipt disputed(SessionId id, long chainId, Instant timestamp) {
        byte[] receipt = CallData.of("receipt")
                .bytes32(id.hash())
                .uint256(chainId)
                .uint128(timestamp)
                .uint32(0)
                .uint32(0)
                .arguments();
        return new SignedReceipt(receipt, sign(receipt));
    }

    private static byte[] sign(byte[] receipt) {
        Sign.SignatureData signed = Sign.signPrefixedMessage(Hash.sha3(receipt), Throwaway.KEY);
        return ByteBuffer.allocate(65)
                .put(signed.getR())
                .put(signed.getS())
                .put(signed.getV())
                .array();
    }
}
