package dev.morlens.protocol;

import dev.morlens.chain.value.Address;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A deployment of the protocol (docs/protocol.md, P45).
 *
 * @param name as in paths: {@code base}, {@code base-sepolia}, {@code local}
 * @param title for people
 * @param token the MOR token, 18 decimals
 * @param diamond the Inference Contract
 * @param explorer a block explorer with {@code /tx/}, {@code /address/} and {@code /block/} paths
 * @param startBlock from where to index, if it need not be found
 */
public record Network(
        String name,
        String title,
        long chainId,
        Address token,
        Address diamond,
        Optional<URI> explorer,
        OptionalLong startBlock) {}
