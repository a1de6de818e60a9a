package dev.morlens.preview.action;

import dev.morlens.chain.value.Address;
import dev.morlens.preview.action.Outlook.OutlookState;
import dev.morlens.preview.action.RecoveryAction.Sender;
import dev.morlens.protocol.abi.Revert;
import dev.morlens.protocol.call.DelegatedRight;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether somebody else may send what is an owner's to send.
 *
 * @param told by a node; empty if none could be asked
 */
record SenderRights(Optional<ActionNodeFacts> told) {

    private static final String ITS_FUNDERS = "there is no call for anybody but the funder, %s: the contract pays a"
            + " withdrawal out of the sender's own part of the pool, and to the sender.";

    private static final String UNREAD =
            "no node could be asked just now whether the sender has the owner's right to it,"
                    + " so it is not known whether the contract takes it.";

    /** The action as that sender would send it; no call where the contract would take it for the sender's own affair. */
    static RecoveryAction sentBy(Address sender, RecoveryAction recoveryAction) {
        if (sender.equals(recoveryAction.owner())) {
            return recoveryAction;
        }
        boolean mayBeOthers = recoveryAction.who().contains(Sender.ANYONE)
                || recoveryAction.who().contains(Sender.DELEGATE);
        return mayBeOthers
                ? recoveryAction.sentBy(sender)
                : recoveryAction
                        .calling(List.of())
                        .expecting(Outlook.untried(
                                OutlookState.TAKES_MORE,
                                ITS_FUNDERS.formatted(recoveryAction.owner().checksummed())));
    }

    /** None of actions that the owner itself sends. */
    static Set<DelegatedRight> wanted(List<RecoveryAction> actions) {
        Set<DelegatedRight> wanted = EnumSet.noneOf(DelegatedRight.class);
        actions.stream()
                .filter(RecoveryAction::byAnother)
                .flatMap(SenderRights::functions)
                .flatMap(function -> DelegatedRight.wantedBy(function).stream())
                .forEach(wanted::add);
        return wanted;
    }

    /** A close before the end has no call to hand out, and takes the right all the same. */
    private static Stream<String> functions(RecoveryAction recoveryAction) {
        Stream<String> called =
                recoveryAction.calls().stream().map(callStep -> callStep.call().function());
        return recoveryAction.kind() == ActionKind.CLOSE_SESSION
                ? Stream.concat(Stream.of("closeSession"), called)
                : called;
    }

    /** Those for which a right is missing fail, whatever else is known of them, and whenever they are sent. */
    List<RecoveryAction> judged(List<RecoveryAction> actions) {
        return actions.stream()
                .map(recoveryAction -> recoveryAction.wouldFail() ? recoveryAction : judged(recoveryAction))
                .toList();
    }

    private RecoveryAction judged(RecoveryAction recoveryAction) {
        if (told.isEmpty()) {
            return wanted(List.of(recoveryAction)).isEmpty()
                    ? recoveryAction
                    : recoveryAction.expecting(Outlook.untried(OutlookState.NOT_KNOWN, UNREAD));
        }
        return recoveryAction.byAnother()
                ? functions(recoveryAction)
                        .filter(this::isMissing)
                        .findFirst()
                        .map(function -> recoveryAction.expecting(failing(recoveryAction, function, told.get())))
                        .orElse(recoveryAction)
                : recoveryAction;
    }

    private boolean isMissing(String function) {
        return DelegatedRight.wantedBy(function)
                .filter(right -> !told.orElseThrow().rights().get(right))
                .isPresent();
    }

    private static Outlook failing(RecoveryAction recoveryAction, String function, ActionNodeFacts told) {
        String lacks = "At block %d %s had not given %s the right %s, which %s takes, nor all rights.";
        return Outlook.failing(
                Revert.expected("InsufficientRightsForOperation"),
                lacks.formatted(
                        told.block().number(),
                        recoveryAction.owner().checksummed(),
                        recoveryAction.from().checksummed(),
                        DelegatedRight.wantedBy(function).orElseThrow().text(),
                        function),
                Optional.of(told.block()));
    }
}
