package dev.morlens.web;

import dev.morlens.chain.value.Hex;
import dev.morlens.chain.value.Wei;
import dev.morlens.position.AsOf;
import dev.morlens.preview.Action;
import dev.morlens.preview.Action.Step;
import dev.morlens.preview.DryRun;
import dev.morlens.preview.Outlook;
import dev.morlens.preview.Outlook.State;
import dev.morlens.protocol.Network;
import dev.morlens.web.PreviewBox.Second;
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
        Optional<Mor> amount,
        Optional<Id> session,
        String who,
        Optional<String> needs,
        Optional<When> until,
        Optional<String> verdict,
        Optional<TriedAt> tried,
        Optional<String> untried,
        List<Call> calls,
        List<Later> later) {

    /**
     * From a second on.
     *
     * @param calls where there are none before
     */
    record Later(Second from, String what, List<Call> calls) {

        static Later of(Action.Later later, Action before, Network network, AsOf asOf) {
            Action action = later.action();
            boolean sendable = !action.calls().isEmpty()
                    && action.blockedUntil().isEmpty()
                    && action.dryRun().map(DryRun::ok).orElse(true);
            Stream<String> sentences = Stream.of(
                            Optional.of("It can be sent from then on.").filter(text -> sendable),
                            action.amount()
                                    .filter(sum -> !action.amount().equals(before.amount()))
                                    .map(sum -> "It is then about " + Mor.of(sum) + " MOR."),
                            action.dryRun()
                                    .map(run -> verdict(run, action.calls().size(), "then")),
                            action.needs().filter(needs -> !action.needs().equals(before.needs())))
                    .flatMap(Optional::stream);
            return new Later(
                    Second.of(later.second()),
                    sentences.collect(Collectors.joining(" ")),
                    before.calls().isEmpty()
                            ? action.calls().stream()
                                    .map(step -> Call.of(action, step, network, asOf))
                                    .toList()
                            : List.of());
        }
    }

    /** What tells it from the others on the page, for whoever does not see what stands above. */
    public String name() {
        return title + session.map(id -> " " + id.brief()).orElse("");
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
    record Call(
            String what,
            Optional<Mor> pays,
            Optional<When> from,
            String link,
            String cast,
            String data,
            Optional<String> explorer,
            Optional<QrCode> qr) {

        static Call of(Action action, Step step, Network network, AsOf asOf) {
            String link = step.call().link(network.chainId());
            return new Call(
                    step.call().function(),
                    step.expected().filter(Wei::isPositive).map(Mor::of),
                    action.notBefore(step).map(time -> When.of(time, asOf)),
                    link,
                    step.call().cast(),
                    Hex.of(step.call().call().data()),
                    network.explorer().map(step.call()::writeTab),
                    QrCode.of(link));
        }
    }

    /** @param ids of the whole page, all known */
    static ActionLine of(Action action, Network network, AsOf asOf, Ids ids) {
        boolean ofSession = switch (action.kind()) {
            case CLOSE_SESSION, SETTLE_SESSION, CLAIM_FOR_PROVIDER -> true;
            default -> false;
        };
        return new ActionLine(
                title(action, ids),
                action.amount().map(Mor::of),
                action.subject().filter(id -> ofSession).map(ids::of),
                action.who().stream().map(ActionLine::sender).collect(Collectors.joining(" or ")),
                action.needs(),
                action.blockedUntil().map(until -> When.of(until, asOf)),
                action.dryRun().map(run -> verdict(run, action.calls().size(), "now")),
                action.dryRun().flatMap(TriedAt::of),
                action.outlook()
                        .filter(found -> found.state() != State.TAKES_MORE)
                        .flatMap(Outlook::reason),
                action.calls().stream()
                        .filter(step -> !action.wouldFail())
                        .map(step -> Call.of(action, step, network, asOf))
                        .toList(),
                action.ifLater().stream()
                        .map(later -> Later.of(later, action, network, asOf))
                        .toList());
    }

    private static String sender(Action.Sender who) {
        return switch (who) {
            case ANYONE -> "anyone";
            case DELEGATE -> "a delegate";
            default -> "the " + who.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String title(Action action, Ids ids) {
        return switch (action.kind()) {
            case CLAIM_HOLDS ->
                action.blockedUntil().isPresent() ? "Claim what is on hold, once released" : "Claim what is released";
            case CLOSE_SESSION -> "Close a session";
            case SETTLE_SESSION -> "Settle an expired session";
            case CLAIM_FOR_PROVIDER -> "Collect what a session owes its provider";
            case WITHDRAW_FROM_POOL -> "Withdraw from the staking pool of " + brief(action, ids);
            case RELEASE_POOL_HOLDS ->
                action.blockedUntil().isPresent()
                        ? "Have the pool of " + brief(action, ids) + " free what it holds, once the day is over"
                        : "Have the pool of " + brief(action, ids) + " free what it held";
            case PAY_PENDING_WITHDRAWALS -> "Have the pool of " + brief(action, ids) + " pay its queue";
            case DEREGISTER_PROVIDER -> "Deregister the provider";
            case DEREGISTER_MODEL -> "Deregister the model " + brief(action, ids);
        };
    }

    /** A pool is named by its hot wallet: an address may fund several. */
    private static String brief(Action action, Ids ids) {
        return ids.shortened(action.subject().orElseThrow());
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
