package dev.morlens.preview.action;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.preview.action.Outlook.OutlookState;
import dev.morlens.protocol.call.UnsignedCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Something that brings MOR back, for others to sign and send.
 *
 * @param subject what it is about: a session, a model, a pool's hot wallet
 * @param amount the MOR it is about, where that is known; in wei
 * @param calls in the order in which to send them; none where one needs what only somebody else can give
 * @param who may send it
 * @param owner whose MOR it is, and whom it pays, whoever sends it
 * @param from the one of them as whose call it is judged: the owner, or whom it was asked for
 * @param needs what it takes besides a signature, for people
 * @param blockedUntil before it the contract refuses it, or does nothing; empty if that is over or not a matter of time
 * @param outlook whether the contract takes it, tried or not; empty until that is worked out; whoever makes the action sets it
 *     where what decides it could not be read
 * @param ifLater what becomes of it in later seconds that a transaction sent now may reach, the earliest first
 */
public record RecoveryAction(
        ActionKind kind,
        Optional<String> subject,
        Optional<Wei> amount,
        List<CallStep> calls,
        List<Sender> who,
        Address owner,
        Address from,
        Optional<String> needs,
        Optional<Instant> blockedUntil,
        Optional<DryRun> dryRun,
        List<LaterAction> ifLater,
        Optional<Outlook> outlook) {

    /** Sent by the owner itself. */
    public RecoveryAction(
            ActionKind kind,
            Optional<String> subject,
            Optional<Wei> amount,
            List<CallStep> calls,
            List<Sender> who,
            Address owner,
            Optional<String> needs,
            Optional<Instant> blockedUntil,
            Optional<DryRun> dryRun) {
        this(kind, subject, amount, calls, who, owner, owner, needs, blockedUntil, dryRun, List.of(), Optional.empty());
    }

    /** The same action in a block of a later second. */
    public record LaterAction(Instant second, RecoveryAction action) {}

    /** Who may send a transaction. A delegate holds the owner's rights in the delegation registry. */
    public enum Sender {
        USER,
        PROVIDER,
        OWNER,
        FUNDER,
        DELEGATE,
        ANYONE
    }

    /**
     * One transaction.
     *
     * @param iterations of a claim
     * @param expected what it pays to the action's {@code owner}, where that is certain; in wei
     * @param notBefore of one that the contract takes later than those before it: from when on
     */
    public record CallStep(
            UnsignedCall call, OptionalInt iterations, Optional<Wei> expected, Optional<Instant> notBefore) {

        static CallStep of(UnsignedCall call) {
            return new CallStep(call, OptionalInt.empty(), Optional.empty(), Optional.empty());
        }

        static CallStep paying(UnsignedCall call, Optional<Wei> amount) {
            return new CallStep(call, OptionalInt.empty(), amount, Optional.empty());
        }

        CallStep expecting(Wei amount) {
            return new CallStep(call, iterations, Optional.of(amount), notBefore);
        }
    }

    /** What is done to the same subject otherwise: one of the two is enough, and the other one fails after it. */
    public Optional<ActionKind> insteadOf() {
        return kind == ActionKind.SETTLE_SESSION ? Optional.of(ActionKind.CLOSE_SESSION) : Optional.empty();
    }

    /** Those that can be sent together, right away; none of one that the contract would refuse. */
    public List<CallStep> now() {
        if (blockedUntil.isPresent() || wouldFail()) {
            return List.of();
        }
        return calls.stream().filter(callStep -> callStep.notBefore().isEmpty()).toList();
    }

    /** As a dry run found, or as follows from what is known. */
    public boolean wouldFail() {
        return outlook.map(Outlook::state).filter(OutlookState.FAILS::equals).isPresent()
                || dryRun.filter(run -> !run.ok()).isPresent();
    }

    /** From when on the contract takes one of the calls; empty if it is not a matter of time. */
    public Optional<Instant> notBefore(CallStep callStep) {
        return callStep.notBefore().or(() -> blockedUntil);
    }

    /** That can be sent as it is, right away, and may work. */
    boolean isReady() {
        return !calls.isEmpty() && blockedUntil.isEmpty() && !wouldFail();
    }

    /** With what was found by trying it. */
    RecoveryAction tried(SequenceResult found) {
        List<CallStep> known = new ArrayList<>(calls);
        for (int i = 0; i < found.received().size(); i++) {
            known.set(i, known.get(i).expecting(found.received().get(i)));
        }
        return new RecoveryAction(
                kind,
                subject,
                amount,
                known,
                who,
                owner,
                from,
                needs,
                blockedUntil,
                Optional.of(found.run()),
                ifLater,
                outlook);
    }

    RecoveryAction blockedUntil(Instant time) {
        return new RecoveryAction(
                kind,
                subject,
                amount,
                calls,
                who,
                owner,
                from,
                needs,
                Optional.of(time),
                Optional.empty(),
                ifLater,
                outlook);
    }

    RecoveryAction and(LaterAction laterAction) {
        List<LaterAction> known =
                Stream.concat(ifLater.stream(), Stream.of(laterAction)).toList();
        return new RecoveryAction(
                kind, subject, amount, calls, who, owner, from, needs, blockedUntil, dryRun, known, outlook);
    }

    RecoveryAction expecting(Outlook found) {
        return new RecoveryAction(
                kind,
                subject,
                amount,
                calls,
                who,
                owner,
                from,
                needs,
                blockedUntil,
                dryRun,
                ifLater,
                Optional.of(found));
    }

    /** With somebody else to send it. */
    RecoveryAction sentBy(Address sender) {
        return new RecoveryAction(
                kind, subject, amount, calls, who, owner, sender, needs, blockedUntil, dryRun, ifLater, outlook);
    }

    /** Whether somebody else than the owner sends it. */
    public boolean byAnother() {
        return !from.equals(owner);
    }

    /** With other calls in the place of its own. */
    RecoveryAction calling(List<CallStep> others) {
        return new RecoveryAction(
                kind, subject, amount, others, who, owner, from, needs, blockedUntil, dryRun, ifLater, outlook);
    }

    RecoveryAction needing(String more) {
        Optional<String> all =
                Optional.of(needs.map(known -> known + " " + more).orElse(more));
        return new RecoveryAction(
                kind, subject, amount, calls, who, owner, from, all, blockedUntil, dryRun, ifLater, outlook);
    }

    /** As it is in the last second that is known of. */
    RecoveryAction last() {
        return ifLater.isEmpty() ? this : ifLater.getLast().action();
    }

    /** When it changes. */
    Stream<Instant> turns() {
        return Stream.concat(
                blockedUntil.stream(), calls.stream().map(CallStep::notBefore).flatMap(Optional::stream));
    }
}
