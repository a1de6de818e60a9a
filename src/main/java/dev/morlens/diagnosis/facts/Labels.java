package dev.morlens.diagnosis.facts;

import dev.morlens.market.contract.ContractFacts;
import dev.morlens.protocol.KnownContracts;
import java.util.Optional;

/**
 * Which addresses are known to be no person's wallet.
 *
 * @param own what is known of the one that this is about, if anything
 * @param all of its network, but for the funding account
 */
public record Labels(Optional<ContractFacts> own, KnownContracts all) {}
