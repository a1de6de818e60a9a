package dev.morlens.http.limit;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Who asks: an IPv4 address, or the upper 64 bits of an IPv6 address, since a whole network of that size is commonly one
 * customer's.
 *
 * @param network an IPv4 address is in the lower 32 bits: no IPv6 network in use begins with 32 zeros
 */
public record ClientAddress(long network) {

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int MAPPED_BYTES = 12;
    private static final long MAPPED_PREFIX = 0xffffL;

    /** The forwarded address where the server trusts its proxy, else the peer. */
    public static ClientAddress of(HttpServerRequest request) {
        return of(request.remoteAddress())
                .or(() -> of(request.connection().remoteAddress()))
                .orElse(new ClientAddress(0));
    }

    private static Optional<ClientAddress> of(SocketAddress address) {
        return Optional.ofNullable(address)
                .map(known -> known.hostAddress() == null ? known.host() : known.hostAddress())
                .flatMap(ClientAddress::parse);
    }

    /** Empty unless it is an address; names are never looked up. */
    static Optional<ClientAddress> parse(String text) {
        return Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(text))
                .map(ClientAddress::of);
    }

    /** @param address 4 or 16 bytes */
    static ClientAddress of(byte[] address) {
        return switch (address.length) {
            case IPV4_BYTES -> ofVersion4(address, 0);
            case IPV6_BYTES -> isMapped(address) ? ofVersion4(address, MAPPED_BYTES) : ofVersion6(address);
            default -> throw new IllegalArgumentException("expected 4 or 16 bytes, got " + address.length);
        };
    }

    private static boolean isMapped(byte[] address) {
        ByteBuffer bytes = ByteBuffer.wrap(address);
        return bytes.getLong() == 0 && bytes.getInt() == MAPPED_PREFIX;
    }

    private static ClientAddress ofVersion4(byte[] address, int from) {
        return new ClientAddress(Integer.toUnsignedLong(ByteBuffer.wrap(address).getInt(from)));
    }

    private static ClientAddress ofVersion6(byte[] address) {
        return new ClientAddress(ByteBuffer.wrap(address).getLong());
    }
}
