package dev.morlens.protocol;

import dev.morlens.chain.NodeConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Which networks there are, and which of them this process serves. */
@ConfigMapping(prefix = "morlens")
public interface NetworksConfig {

    /** The networks to index and answer for, by name, in the order in which pages list them. */
    List<String> networksServed();

    /** Every network that could be served, by its name in paths. */
    Map<String, Deployment> networks();

    /** Addresses that the first page offers: a JSON array of objects with a label and an address. For a local chain. */
    Optional<String> samples();

    /** Whether to serve the constant answer that measurements compare with. */
    @WithDefault("false")
    boolean bench();

    /** One deployment of the protocol (docs/protocol.md, P45). */
    interface Deployment extends NodeConfig {

        /** For people. */
        String title();

        long chainId();

        /** The MOR token. */
        String token();

        /** The Inference Contract. */
        String diamond();

        /**
         * A block explorer with {@code /tx/}, {@code /address/} and {@code /block/} paths; links only, never fetched.
         */
        Optional<URI> explorer();

        /**
         * Contracts that close sessions and the rule that they apply: {@code 0x…=day-lock}, the hash of the code as
         * deployed and {@code classic}, {@code day-lock} or {@code pool}.
         */
        Optional<List<String>> closeRules();

        /**
         * Addresses that are no person's wallet: {@code builders=0x…}, and perhaps who says so: {@code builders=0x…=the
         * list of somebody}.
         */
        Optional<List<String>> contracts();

        /**
         * An answer is stale once its block is so much older than the node's newest one, or than the clock. If absent,
         * some blocks and looks at the head, and at least 15 s; long where blocks are made on demand.
         */
        Optional<Duration> staleAfter();

        /** The first block to index; found on the chain if absent. */
        OptionalLong startBlock();
    }
}
