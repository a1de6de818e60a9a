package dev.morlens.api;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.preview.Action;
import dev.morlens.preview.Action.Step;
import dev.morlens.preview.Actions;
import dev.morlens.preview.DryRun;
import dev.morlens.preview.Outlook;
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
        List<LaterView> ifLater,

        @Schema(description = "A line for Foundry's cast for each call that can be sent now")
        Optional<String> cast,

        @Schema(description = "For the transaction builder of a Safe: the calls that can be sent now")
        Optional<SafeBatch> safe,

        @Schema(description = "Absent in lists, which have one for all")
        Optional<AsOfView> asOf,

        @Schema(description = "Of our own figures for the address; absent in lists, which have one for all")
        Optional<AddressView.Verification> verification) {

    /** The same action in a block of a later second. */
    @Schema(name = "LaterAction")
    public record LaterView(
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

        static LaterView of(Action.Later later, Network network) {
            Action action = later.action();
            return new LaterView(
                    later.second(),
                    action.amount(),
                    action.calls().stream()
                            .map(step -> CallView.of(action, step, network))
                            .toList(),
                    action.needs(),
                    action.blockedUntil(),
                    action.dryRun().map(DryRunView::of),
                    action.outlook()
                            .flatMap(Outlook::error)
                            .or(() -> action.dryRun().flatMap(DryRun::error)));
        }
    }

    /** An address's actions at one block. */
    @Schema(name = "Actions")
    public record Listed(
            AsOfView asOf,

            @Schema(description = "Of our own figures for the address")
            AddressView.Verification verification,

            List<ActionView> items) {

        static Listed of(Actions.Answer found, Network network) {
            return new Listed(
                    AsOfView.of(found.asOf()),
                    AddressView.Verification.of(found.verification()),
                    found.actions().stream()
                            .map(action -> ActionView.of(action, network, found, false))
                            .toList());
        }
    }

    /** Of an answer with one action. */
    static ActionView alone(Actions.Answer found, Network network) {
        return of(found.actions().getFirst(), network, found, true);
    }

    private static ActionView of(Action action, Network network, Actions.Answer found, boolean alone) {
        List<Step> steps = action.calls();
        Outlook outlook = action.outlook().orElseThrow();
        Optional<Step> first = steps.stream().findFirst();
        Optional<List<Step>> now = Optional.of(action.now()).filter(some -> !some.isEmpty());
        return new ActionView(
                Params.name(action.kind()),
                first.map(step -> step.call().function()),
                action.subject(),
                action.amount(),
                steps.stream().map(step -> CallView.of(action, step, network)).toList(),
                action.who().stream().map(Params::name).toList(),
                action.from(),
                action.owner(),
                action.needs(),
                action.blockedUntil(),
                action.insteadOf().map(Params::name),
                action.dryRun().map(DryRunView::of),
                Params.name(outlook.state()),
                outlook.reason(),
                outlook.error(),
                outlook.block().map(BlockRef::number),
                found.second(),
                action.ifLater().stream()
                        .map(later -> LaterView.of(later, network))
                        .toList(),
                now.map(some -> some.stream().map(step -> step.call().cast()).collect(Collectors.joining("\n"))),
                now.map(some -> SafeBatch.of(action, network.chainId(), found.asOf())),
                Optional.of(AsOfView.of(found.asOf())).filter(shown -> alone),
                Optional.of(AddressView.Verification.of(found.verification())).filter(shown -> alone));
    }
}
