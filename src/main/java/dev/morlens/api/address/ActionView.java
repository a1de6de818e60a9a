package dev.morlens.api.address;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.api.answer.DryRunView;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.Params;
import dev.morlens.preview.action.DryRun;
import dev.morlens.preview.action.Outlook;
import dev.morlens.preview.action.RecoveryAction;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.preview.action.RecoveryActions;
import dev.morlens.protocol.Network;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that brings MOR back, for others to sign and send. */
@Schema(description = "Unsigned. MorLens never asks for a signature: check what you sign against your own sources")
public record ActionView(
        @Schema(
                enumeration = {
                    "claim-holds",
                    "close-session",
                    "settle-session",
                    "claim-for-provider",
                    "withdraw-from-pool",
                    "release-pool-holds",
                    "pay-pending-withdrawals",
                    "deregister-provider",
                    "deregister-model"
                })
        String kind,

        @Schema(description = "The function of the contract; absent without calls")
        Optional<String> function,

        @Schema(description = "The session, model or pool's hot wallet that it is about")
        Optional<String> subject,

        @Schema(description = "The MOR that it is about") Optional<Wei> amount,

        @Schema(description = "To be sent in this order; none where it takes what only somebody else can give")
        List<CallView> calls,

        @Schema(description = "Who may send it: user, provider, owner, funder, delegate, anyone")
        List<String> who,

        @Schema(
                description =
                        "As whose call it is judged: the sender asked about, or the owner where there is none or only the"
                                + " owner can send it")
        Address from,

        @Schema(description = "Whom the calls pay, whoever sends them: the owner, never a delegate")
        Address paidTo,

        @Schema(description = "What it takes besides a signature")
        Optional<String> needs,

        @Schema(description = "Sent before, it is refused, or does nothing")
        Optional<Instant> blockedUntil,

        @Schema(
                enumeration = {"close-session"},
                description =
                        "It does to its subject what the action of that kind does otherwise: whichever is sent first"
                                + " ends it, and the other one fails then")
        Optional<String> insteadOf,

        @Schema(description = "Of the calls in their order, from the answer's block on; only for some of many actions")
        Optional<DryRunView> dryRun,

        @Schema(
                enumeration = {"works", "takes-more", "later", "not-known", "fails"},
                description =
                        "Whether the contract takes the calls: takes-more is for something that only somebody else can"
                                + " give, or where there is nothing to send; later is from blockedUntil on; not-known is"
                                + " where no node could be asked or what decides it could not be read. Those that fail come"
                                + " last, without cast, safe and links")
        String outlook,

        @Schema(description = "Of what was not tried: why not, and what is known of it")
        Optional<String> notTried,

        @Schema(description = "The contract's error where it would refuse the calls, tried or not")
        Optional<String> expectedError,

        @Schema(description = "The block in whose state that is so; absent if nothing was asked about one")
        Optional<Long> outlookBlock,

        @Schema(description = "The block time that this is computed for: the earliest that the next block can have")
        Instant computedFor,

        @Schema(
                description =
                        "What becomes of it from later block times on that a transaction sent now may reach (15 s),"
                                + " the earliest first, each until the next one's; none where that makes no difference")
        List<LaterActionView> ifLater,

        @Schema(description = "A line for Foundry's cast for each call that can be sent now")
        Optional<String> cast,

        @Schema(description = "For the transaction builder of a Safe: the calls that can be sent now")
        Optional<SafeBatch> safe,

        @Schema(description = "Absent in lists, which have one for all")
        Optional<AsOfView> asOf,

        @Schema(description = "Of our own figures for the address; absent in lists, which have one for all")
        Optional<AddressView.VerificationView> verification) {

    /** The same action in a block of a later second. */
    @Schema(name = "LaterAction")
    public record LaterActionView(
            @Schema(description = "The block time that this is computed for")
            Instant computedFor,

            Optional<Wei> amount,
            List<CallView> calls,
            Optional<String> needs,

            @Schema(description = "Sent before, it is refused, or does nothing; absent if it works by then")
            Optional<Instant> blockedUntil,

            @Schema(description = "From a simulated block of that time on; only for some of many actions")
            Optional<DryRunView> dryRun,

            @Schema(description = "The contract's error where it would refuse the calls then, too, tried or not")
            Optional<String> expectedError) {

        static LaterActionView of(RecoveryAction.LaterAction laterAction, Network network) {
            RecoveryAction recoveryAction = laterAction.action();
            return new LaterActionView(
                    laterAction.second(),
                    recoveryAction.amount(),
                    recoveryAction.calls().stream()
                            .map(callStep -> CallView.of(recoveryAction, callStep, network))
                            .toList(),
                    recoveryAction.needs(),
                    recoveryAction.blockedUntil(),
                    recoveryAction.dryRun().map(DryRunView::of),
                    recoveryAction
                            .outlook()
                            .flatMap(Outlook::error)
                            .or(() -> recoveryAction.dryRun().flatMap(DryRun::error)));
        }
    }

    /** An address's actions at one block. */
    @Schema(name = "Actions")
    public record Listed(
            AsOfView asOf,

            @Schema(description = "Of our own figures for the address")
            AddressView.VerificationView verification,

            List<ActionView> items) {

        static Listed of(RecoveryActions.OfferedActions found, Network network) {
            return new Listed(
                    AsOfView.of(found.asOf()),
                    AddressView.VerificationView.of(found.verification()),
                    found.actions().stream()
                            .map(recoveryAction -> ActionView.of(recoveryAction, network, found, false))
                            .toList());
        }
    }

    /** Of an answer with one action. */
    public static ActionView alone(RecoveryActions.OfferedActions found, Network network) {
        return of(found.actions().getFirst(), network, found, true);
    }

    private static ActionView of(
            RecoveryAction recoveryAction, Network network, RecoveryActions.OfferedActions found, boolean alone) {
        List<CallStep> steps = recoveryAction.calls();
        Outlook outlook = recoveryAction.outlook().orElseThrow();
        Optional<CallStep> first = steps.stream().findFirst();
        Optional<List<CallStep>> now = Optional.of(recoveryAction.now()).filter(some -> !some.isEmpty());
        return new ActionView(
                Params.name(recoveryAction.kind()),
                first.map(callStep -> callStep.call().function()),
                recoveryAction.subject(),
                recoveryAction.amount(),
                steps.stream()
                        .map(callStep -> CallView.of(recoveryAction, callStep, network))
                        .toList(),
                recoveryAction.who().stream().map(Params::name).toList(),
                recoveryAction.from(),
                recoveryAction.owner(),
                recoveryAction.needs(),
                recoveryAction.blockedUntil(),
                recoveryAction.insteadOf().map(Params::name),
                recoveryAction.dryRun().map(DryRunView::of),
                Params.name(outlook.state()),
                outlook.reason(),
                outlook.error(),
                outlook.block().map(BlockRef::number),
                found.second(),
                recoveryAction.ifLater().stream()
                        .map(laterAction -> LaterActionView.of(laterAction, network))
                        .toList(),
                now.map(some ->
                        some.stream().map(callStep -> callStep.call().cast()).collect(Collectors.joining("\n"))),
                now.map(some -> SafeBatch.of(recoveryAction, network.chainId(), found.asOf())),
                Optional.of(AsOfView.of(found.asOf())).filter(shown -> alone),
                Optional.of(AddressView.VerificationView.of(found.verification()))
                        .filter(shown -> alone));
    }
}
