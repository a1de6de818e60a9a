package dev.morlens.web.address;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.finding.ContractWords;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.market.contract.ContractFacts;
import dev.morlens.market.contract.ContractFacts.KeptMor;
import dev.morlens.position.cache.Position;
import dev.morlens.protocol.ContractKind;
import dev.morlens.web.part.MorText;
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
        Optional<MorText> amount,
        String unit,
        List<PlaceCard> parts,
        Optional<MorText> cutOff,
        boolean protocol,
        Optional<Long> keptAt,
        Optional<String> source) {

    static ContractBox of(ContractFacts facts, Position position) {
        ContractKind kind = facts.contract().kind();
        ContractWords words = ContractWords.of(kind);
        List<PlaceCard> parts = facts.kept().map(ContractBox::kept).orElse(List.of());
        Optional<Wei> amount = facts.kept().map(KeptMor::amount).or(() -> own(kind, position));
        return new ContractBox(
                words.title(),
                words.text(),
                words.holds().isEmpty(),
                amount.map(MorText::of),
                words.holds(),
                parts,
                amount.filter(sum -> !parts.isEmpty())
                        .flatMap(sum -> MorText.cutOff(
                                sum, parts.stream().map(PlaceCard::mor).toList())),
                kind == ContractKind.INFERENCE_CONTRACT,
                facts.kept()
                        .filter(keptMor -> !keptMor.buckets().isEmpty())
                        .map(keptMor -> keptMor.asOf().block().number()),
                facts.contract().source());
    }

    /** Of the zero address there is none, and the Inference Contract has none of its own. */
    private static Optional<Wei> own(ContractKind kind, Position position) {
        return Optional.of(position.total())
                .filter(total -> kind != ContractKind.ZERO_ADDRESS && kind != ContractKind.INFERENCE_CONTRACT);
    }

    private static List<PlaceCard> kept(KeptMor keptMor) {
        return keptMor.buckets().entrySet().stream()
                .filter(bucket -> !bucket.getValue().isZero())
                .map(bucket -> PlaceCard.of(
                        color(bucket.getKey()),
                        FindingText.kept(bucket.getKey()),
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
