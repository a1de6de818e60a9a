package dev.morlens.web;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.finding.ContractWords;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.ledger.Bucket;
import dev.morlens.market.ContractFacts;
import dev.morlens.market.ContractFacts.Kept;
import dev.morlens.position.Position;
import dev.morlens.protocol.ContractKind;
import java.util.List;
import java.util.Optional;

/**
 * What the page of an address leads with that is no person's wallet.
 *
 * @param owner whether what it has is its own all the same, as of the account that pays providers
 * @param amount of MOR that it keeps or has, if there is anything to say of it
 * @param unit what that is
 * @param parts of it
 * @param cutOff what the parts' figures leave out of the amount
 * @param protocol whether the page of the protocol tells more
 * @param keptAt the block that the amount is of, where accounts tell it
 * @param source who says what it is
 */
public record ContractBox(
        String title,
        String text,
        boolean owner,
        Optional<Mor> amount,
        String unit,
        List<Part> parts,
        Optional<Mor> cutOff,
        boolean protocol,
        Optional<Long> keptAt,
        Optional<String> source) {

    static ContractBox of(ContractFacts facts, Position position) {
        ContractKind kind = facts.contract().kind();
        ContractWords words = ContractWords.of(kind);
        List<Part> parts = facts.kept().map(ContractBox::kept).orElse(List.of());
        Optional<Wei> amount = facts.kept().map(Kept::amount).or(() -> own(kind, position));
        return new ContractBox(
                words.title(),
                words.text(),
                words.holds().isEmpty(),
                amount.map(Mor::of),
                words.holds(),
                parts,
                amount.filter(sum -> !parts.isEmpty())
                        .flatMap(sum ->
                                Mor.cutOff(sum, parts.stream().map(Part::mor).toList())),
                kind == ContractKind.INFERENCE_CONTRACT,
                facts.kept()
                        .filter(kept -> !kept.buckets().isEmpty())
                        .map(kept -> kept.asOf().block().number()),
                facts.contract().source());
    }

    /** Of the zero address there is none, and the Inference Contract has none of its own. */
    private static Optional<Wei> own(ContractKind kind, Position position) {
        return Optional.of(position.total())
                .filter(total -> kind != ContractKind.ZERO_ADDRESS && kind != ContractKind.INFERENCE_CONTRACT);
    }

    private static List<Part> kept(Kept kept) {
        return kept.buckets().entrySet().stream()
                .filter(bucket -> !bucket.getValue().isZero())
                .map(bucket -> Part.of(
                        color(bucket.getKey()),
                        Words.kept(bucket.getKey()),
                        bucket.getValue(),
                        bucket.getKey() == Bucket.UNATTRIBUTED ? "nobody's stake" : ""))
                .toList();
    }

    private static String color(Bucket bucket) {
        return switch (bucket) {
            case ACTIVE_SESSION -> "active";
            case ON_HOLD -> "locked";
            case PROVIDER_STAKE -> "stake";
            case MODEL_STAKE -> "model";
            case STAKING_POOL -> "pool";
            case PROVIDER_DUE -> "due";
            case UNATTRIBUTED -> "overdue";
            default -> "wallet";
        };
    }
}
