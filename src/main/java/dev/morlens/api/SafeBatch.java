package dev.morlens.api;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hex;
import dev.morlens.position.AsOf;
import dev.morlens.preview.Action;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A batch as the transaction builder of a Safe imports it. */
@Schema(description = "As the transaction builder of a Safe imports it")
public record SafeBatch(String version, String chainId, long createdAt, Meta meta, List<Transaction> transactions) {

    /** What the builder shows. */
    @Schema(name = "SafeMeta")
    public record Meta(String name, String description) {}

    /** One of its transactions. */
    @Schema(name = "SafeTransaction")
    public record Transaction(Address to, String value, String data) {}

    static SafeBatch of(Action action, long chainId, AsOf asOf) {
        return new SafeBatch(
                "1.0",
                String.valueOf(chainId),
                asOf.now().toEpochMilli(),
                new Meta(
                        Params.name(action.kind()),
                        "Made by MorLens as of block " + asOf.block().number()),
                action.now().stream()
                        .map(step -> step.call().call())
                        .map(call -> new Transaction(call.to(), "0", Hex.of(call.data())))
                        .toList());
    }
}
