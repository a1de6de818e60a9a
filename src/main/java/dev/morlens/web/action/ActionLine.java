package dev.morlens.web.action;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Hex;
import dev.morlens.chain.value.Wei;
import dev.morlens.preview.action.DryRun;
import dev.morlens.preview.action.Outlook;
import dev.morlens.preview.action.Outlook.OutlookState;
import dev.morlens.preview.action.RecoveryAction;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.protocol.Network;
import dev.morlens.web.chart.QrCode;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.PreviewBox.Second;
import dev.morlens.web.part.TimeText;
import dev.morlens.web.part.TriedAt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that brings MOR back, on the page of an address's actions.
 *
 * @param session that it is about, to link to
 * @param verdict what a dry run gave
 * @param tried where that was
 * @param untried why it was not tried, and what is known of it
 * @param calls to send in this order; none of one that the contract would refuse
 * @param later what becomes of it in seconds that are so near that a transaction sent now may land before or after
 */
record ActionLine(
        String title,
        Optional<MorText> amount,
        Optional<IdText> session,
        String who,
        Optional<String> needs,
        Optional<TimeText> until,
        Optional<String> verdict,
        Optional<TriedAt> tried,
        Optional<String> untried,
        List<CallLine> calls,
        List<LaterActionLine> later) {

    /**
     * From a second on.
     *
     * @param calls where there are none before
     */
    record LaterActionLine(Second from, String what, List<CallLine> calls) {

        static LaterActionLine of(
                RecoveryAction.LaterAction laterAction, RecoveryAction before, Network network, AsOf asOf) {
            RecoveryAction recoveryAction = laterAction.action();
            boolean sendable = !recoveryAction.calls().isEmpty()
                    && recoveryAction.blockedUntil().isEmpty()
                    && recoveryAction.dryRun().map(DryRun::ok).orElse(true);
            Stream<String> sentences = Stream.of(
                            Optional.of("It can be sent from then on.").filter(text -> sendable),
                            recoveryAction
                                    .amount()
                                    .filter(sum -> !recoveryAction.amount().equals(before.amount()))
                                    .map(sum -> "It is then about " + MorText.of(sum) + " MOR."),
                            recoveryAction
                                    .dryRun()
                                    .map(run ->
                                            verdict(run, recoveryAction.calls().size(), "then")),
                            recoveryAction
                                    .needs()
                                    .filter(needs -> !recoveryAction.needs().equals(before.needs())))
                    .flatMap(Optional::stream);
            return new LaterActionLine(
                    Second.of(laterAction.second()),
                    sentences.collect(Collectors.joining(" ")),
                    before.calls().isEmpty()
                            ? recoveryAction.calls().stream()
                                    .map(callStep -> CallLine.of(recoveryAction, callStep, network, asOf))
                                    .toList()
                            : List.of());
        }
    }

    /** What tells it from the others on the page, for whoever does not see what stands above. */
    public String name() {
        return title + session.map(idText -> " " + idText.brief()).orElse("");
    }

    /**
     * One transaction.
     *
     * @param what the function that it calls
     * @param pays what it brings, where that is known
     * @param from when the contract takes it, if that is later than the others
     * @param explorer where a block explorer offers to send it
     * @param qr of the link, where it is short enough
     */
    record CallLine(
            String what,
            Optional<MorText> pays,
            Optional<TimeText> from,
            String link,
            String cast,
            String data,
            Optional<String> explorer,
            Optional<QrCode> qr) {

        static CallLine of(RecoveryAction recoveryAction, CallStep callStep, Network network, AsOf asOf) {
            String link = callStep.call().link(network.chainId());
            return new CallLine(
                    callStep.call().function(),
                    callStep.expected().filter(Wei::isPositive).map(MorText::of),
                    recoveryAction.notBefore(callStep).map(time -> TimeText.of(time, asOf)),
                    link,
                    callStep.call().cast(),
                    Hex.of(callStep.call().call().data()),
                    network.explorer().map(callStep.call()::writeTab),
                    QrCode.of(link));
        }
    }

    /** @param idShortener of the whole page, all known */
    static ActionLine of(RecoveryAction recoveryAction, Network network, AsOf asOf, IdShortener idShortener) {
        boolean ofSession = switch (recoveryAction.kind()) {
            case CLOSE_SESSION, SETTLE_SESSION, CLAIM_FOR_PROVIDER -> true;
            default -> false;
        };
        return new ActionLine(
                title(recoveryAction, idShortener),
                recoveryAction.amount().map(MorText::of),
                recoveryAction.subject().filter(id -> ofSession).map(idShortener::of),
                recoveryAction.who().stream().map(ActionLine::sender).collect(Collectors.joining(" or ")),
                recoveryAction.needs(),
                recoveryAction.blockedUntil().map(until -> TimeText.of(until, asOf)),
                recoveryAction
                        .dryRun()
                        .map(run -> verdict(run, recoveryAction.calls().size(), "now")),
                recoveryAction.dryRun().flatMap(TriedAt::of),
                recoveryAction
                        .outlook()
                        .filter(found -> found.state() != OutlookState.TAKES_MORE)
                        .flatMap(Outlook::reason),
                recoveryAction.calls().stream()
                        .filter(callStep -> !recoveryAction.wouldFail())
                        .map(callStep -> CallLine.of(recoveryAction, callStep, network, asOf))
                        .toList(),
                recoveryAction.ifLater().stream()
                        .map(laterAction -> LaterActionLine.of(laterAction, recoveryAction, network, asOf))
                        .toList());
    }

    private static String sender(RecoveryAction.Sender who) {
        return switch (who) {
            case ANYONE -> "anyone";
            case DELEGATE -> "a delegate";
            default -> "the " + who.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String title(RecoveryAction recoveryAction, IdShortener idShortener) {
        return switch (recoveryAction.kind()) {
            case CLAIM_HOLDS ->
                recoveryAction.blockedUntil().isPresent()
                        ? "Claim what is on hold, once released"
                        : "Claim what is released";
            case CLOSE_SESSION -> "Close a session";
            case SETTLE_SESSION -> "Settle an expired session";
            case CLAIM_FOR_PROVIDER -> "Collect what a session owes its provider";
            case WITHDRAW_FROM_POOL -> "Withdraw from the staking pool of " + brief(recoveryAction, idShortener);
            case RELEASE_POOL_HOLDS ->
                recoveryAction.blockedUntil().isPresent()
                        ? "Have the pool of " + brief(recoveryAction, idShortener)
                                + " free what it holds, once the day is over"
                        : "Have the pool of " + brief(recoveryAction, idShortener) + " free what it held";
            case PAY_PENDING_WITHDRAWALS -> "Have the pool of " + brief(recoveryAction, idShortener) + " pay its queue";
            case DEREGISTER_PROVIDER -> "Deregister the provider";
            case DEREGISTER_MODEL -> "Deregister the model " + brief(recoveryAction, idShortener);
        };
    }

    /** A pool is named by its hot wallet: an address may fund several. */
    private static String brief(RecoveryAction recoveryAction, IdShortener idShortener) {
        return idShortener.shortened(recoveryAction.subject().orElseThrow());
    }

    private static String verdict(DryRun run, int calls, String when) {
        String which =
                calls == 1 ? "it" : run.calls() == calls ? "all " + calls + ", one after the other" : "the first";
        String taken = "The contract takes " + which + ".";
        String refused = calls == 1
                ? "The contract refuses it %s (%s). "
                        .formatted(when, run.error().orElse(""))
                : "The contract refuses transaction %d of %d (%s). "
                        .formatted(run.calls(), calls, run.error().orElse(""));
        String verdict = run.ok() ? taken : refused + run.reason().orElse("");
        return run.note().map(note -> verdict + " " + note).orElse(verdict);
    }
}
