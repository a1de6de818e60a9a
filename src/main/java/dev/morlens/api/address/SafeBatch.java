package dev.morlens.api.address;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hex;
import dev.morlens.http.Params;
import dev.morlens.preview.action.RecoveryAction;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A batch as the transaction builder of a Safe imports it. */
@Schema(description = "As the transaction builder of a Safe imports it")
public record SafeBatch(String version, String chainId, long createdAt, Meta meta, List<SafeTransaction> transactions) {

    /** What the builder shows. */
    @Schema(name = "SafeMeta")
    public record Meta(String name, String description) {}

    /** One of its transactions. */
    @Schema(name = "SafeTransaction")
    public record SafeTransaction(Address to, String value, String data) {}

    static SafeBatch of(RecoveryAction recoveryAction, long chainId, AsOf asOf) {
        return new SafeBatch(
                "1.0",
                String.valueOf(chainId),
                asOf.now().toEpochMilli(),
                new Meta(
                        Params.name(recoveryAction.kind()),
                        "Made by MorLens as of block " + asOf.block().number()),
                recoveryAction.now().stream()
                        .map(callStep -> callStep.call().call())
                        .map(viewCall -> new SafeTransaction(viewCall.to(), "0", Hex.of(viewCall.data())))
                        .toList());
    }
}
