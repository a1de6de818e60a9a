package dev.morlens.market.contract;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.protocol.KnownContract;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of an address that is no person's wallet.
 *
 * @param kept what it keeps for others, where our accounts tell it: of the Inference Contract
 */
public record ContractFacts(KnownContract contract, Optional<KeptMor> kept) {

    /**
     * MOR in the Inference Contract.
     *
     * @param buckets by what it is kept for; empty where only a node tells how much it is
     * @param amount of all of them, in wei
     */
    public record KeptMor(AsOf asOf, Map<Bucket, Wei> buckets, Wei amount) {}
}
