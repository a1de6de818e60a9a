package dev.morlens.api.address;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hex;
import dev.morlens.chain.value.Wei;
import dev.morlens.preview.action.RecoveryAction;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.protocol.Network;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A transaction, unsigned. */
@Schema(name = "UnsignedCall")
public record CallView(
        Address to,
        String data,

        @Schema(description = "Wei of the chain's own coin; always 0")
        String value,

        long chainId,
        Optional<Integer> iterations,

        @Schema(
                description =
                        "What it pays to paidTo: by the transfers of the dry run, or where it is certain without one")
        Optional<Wei> expectedAmount,

        @Schema(description = "The contract takes it only from then on: to be sent after the others, later")
        Optional<Instant> notBefore,

        @Schema(description = "For wallets (EIP-681); absent where the contract would refuse it, or takes it later")
        Optional<String> link,

        @Schema(
                description =
                        "Where the configured block explorer offers to fill in and send the function; absent like the link")
        Optional<String> explorer) {

    static CallView of(RecoveryAction recoveryAction, CallStep callStep, Network network) {
        boolean offered = !recoveryAction.wouldFail()
                && recoveryAction.notBefore(callStep).isEmpty();
        return new CallView(
                callStep.call().call().to(),
                Hex.of(callStep.call().call().data()),
                "0",
                network.chainId(),
                callStep.iterations().stream().boxed().findFirst(),
                callStep.expected(),
                recoveryAction.notBefore(callStep),
                Optional.of(callStep.call().link(network.chainId())).filter(link -> offered),
                network.explorer().filter(known -> offered).map(callStep.call()::writeTab));
    }
}
