package dev.morlens.testing;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.ProtocolEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes events as the contracts emit them: the counterpart of the decoder, for chains made in memory. */
public final class EventEncoder {

    private final Address token;
    private final Address diamond;

    public EventEncoder(Address token, Address diamond) {
        this.token = token;
        this.diamond = diamond;
    }

    public Emitted encode(ProtocolEvent event) {
        return switch (event) {
            case ProtocolEvent.Transfer e ->
                log(token, "Transfer(address,address,uint256)", words(e.from(), e.to()), words(e.value()));
            case ProtocolEvent.SessionOpened e ->
                diamond(
                        "SessionOpened(address,bytes32,address)",
                        words(e.user(), e.sessionId().hash(), e.provider()));
            case ProtocolEvent.SessionClosed e ->
                diamond(
                        "SessionClosed(address,bytes32,address)",
                        words(e.user(), e.sessionId().hash(), e.provider()));
            case ProtocolEvent.SessionSettledByExpiry e ->
                log(
                        diamond,
                        "SessionSettledByExpiry(address,bytes32,address,address)",
                        words(e.user(), e.sessionId().hash(), e.provider()),
                        words(e.caller()));
            case ProtocolEvent.UserWithdrawn e ->
                log(diamond, "UserWithdrawn(address,uint256)", words(e.user()), words(e.amount()));
            case ProtocolEvent.ProviderRegistered e -> diamond("ProviderRegistered(address)", words(e.provider()));
            case ProtocolEvent.ProviderDeregistered e -> diamond("ProviderDeregistered(address)", words(e.provider()));
            case ProtocolEvent.ModelRegisteredUpdated e ->
                diamond("ModelRegisteredUpdated(address,bytes32)", words(e.owner(), e.modelId()));
            case ProtocolEvent.ModelDeregistered e ->
                diamond("ModelDeregistered(address,bytes32)", words(e.owner(), e.modelId()));
            case ProtocolEvent.BidPosted e ->
                log(
                        diamond,
                        "MarketplaceBidPosted(address,bytes32,uint256)",
                        words(e.provider(), e.modelId()),
                        words(e.nonce()));
            case ProtocolEvent.BidDeleted e ->
                log(
                        diamond,
                        "MarketplaceBidDeleted(address,bytes32,uint256)",
                        words(e.provider(), e.modelId()),
                        words(e.nonce()));
            default -> throw new IllegalArgumentException("no encoding for " + event);
        };
    }

    private Emitted diamond(String signature, List<Hash> indexed) {
        return log(diamond, signature, indexed, List.of());
    }

    private static Emitted log(Address emitter, String signature, List<Hash> indexed, List<Hash> data) {
        List<Hash> topics = new ArrayList<>();
        topics.add(Hash.of(org.web3j.crypto.Hash.sha3(signature.getBytes(StandardCharsets.US_ASCII))));
        topics.addAll(indexed);
        ByteBuffer bytes = ByteBuffer.allocate(Hash.BYTES * data.size());
        data.forEach(word -> bytes.put(word.bytes()));
        return new Emitted(emitter, topics, bytes.array());
    }

    private static List<Hash> words(Object... values) {
        List<Hash> words = new ArrayList<>();
        for (Object value : values) {
            words.add(switch (value) {
                case Address address -> padded(address.bytes());
                case Hash hash -> hash;
                case Wei wei -> padded(unsigned(wei));
                default -> throw new IllegalArgumentException("no word for " + value);
            });
        }
        return words;
    }

    private static byte[] unsigned(Wei wei) {
        byte[] bytes = wei.value().toByteArray();
        return bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static Hash padded(byte[] bytes) {
        byte[] word = new byte[Hash.BYTES];
        System.arraycopy(bytes, 0, word, Hash.BYTES - bytes.length, bytes.length);
        return Hash.of(word);
    }
}
