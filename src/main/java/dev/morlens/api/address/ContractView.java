package dev.morlens.api.address;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.finding.ContractWords;
import dev.morlens.market.contract.ContractFacts;
import dev.morlens.protocol.KnownContract;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is known of an address that is no person's wallet. */
@Schema(description = "Of an address that is known to be no person's wallet: what it is, and what it keeps for others")
public record ContractView(
        @Schema(
                examples = "inference-contract",
                description =
                        "One of inference-contract, token, zero-address, burn-address, funding-account, facet,"
                                + " earlier-inference-contract, builders, builders-treasury, fee-config, reward-pool,"
                                + " bridge-endpoint, protocol-safe, earlier-safe, trading-pool and position-manager; more may come")
        String kind,

        @Schema(description = "In a sentence, for people") String name,

        @Schema(description = "Whose the MOR is that it has, and who can move it; for people")
        String about,

        @Schema(description = "Who says what it is, where neither the chain nor the network's own configuration does")
        Optional<String> source,

        @Schema(
                description =
                        "What the inference-contract keeps for others. It is in no bucket and no total of this address."
                                + " Absent of others, of which nobody knows here whose their MOR is, in answers about the past, and"
                                + " where neither index nor node can tell")
        Optional<Keeps> keeps) {

    public record Keeps(
            Wei amount,

            @Schema(
                    description =
                            "By what it is kept for, as in the protocol's totals: unattributed was transferred straight"
                                    + " to the contract and is nobody's. Absent in live answers")
            Optional<Map<String, Wei>> buckets,

            @Schema(
                    description =
                            "The block that this was read at: it holds at asOf's, but for what the last ten seconds changed")
            long blockNumber) {

        static Keeps of(ContractFacts.KeptMor keptMor) {
            Map<String, Wei> buckets = new LinkedHashMap<>();
            keptMor.buckets().forEach((bucket, amount) -> buckets.put(bucket.json(), amount));
            return new Keeps(
                    keptMor.amount(),
                    Optional.of(buckets).filter(some -> !some.isEmpty()),
                    keptMor.asOf().block().number());
        }
    }

    static ContractView of(ContractFacts facts) {
        return of(facts.contract(), facts.kept().map(Keeps::of));
    }

    static ContractView past(KnownContract contract) {
        return of(contract, Optional.empty());
    }

    private static ContractView of(KnownContract contract, Optional<Keeps> keeps) {
        ContractWords words = ContractWords.of(contract.kind());
        return new ContractView(contract.kind().json(), words.name(), words.text(), contract.source(), keeps);
    }
}
