package dev.morlens.preview;

import dev.morlens.chain.value.Address;
import dev.morlens.preview.Action.Sender;
import dev.morlens.preview.Outlook.State;
import dev.morlens.protocol.abi.DelegatedRight;
import dev.morlens.protocol.abi.Revert;
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
record SenderRights(Optional<OfferFacts> told) {

    private static final String ITS_FUNDERS = "there is no call for anybody but the funder, %s: the contract pays a"
            + " withdrawal out of the sender's own part of the pool, and to the sender.";

    private static final String UNREAD =
            "no node could be asked just now whether the sender has the owner's right to it,"
                    + " so it is not known whether the contract takes it.";

    /** The action as that sender would send it; no call where the contract would take it for the sender's own affair. */
    static Action sentBy(Address sender, Action action) {
        if (sender.equals(action.owner())) {
            return action;
        }
        boolean mayBeOthers =
                action.who().contains(Sender.ANYONE) || action.who().contains(Sender.DELEGATE);
        return mayBeOthers
                ? action.sentBy(sender)
                : action.calling(List.of())
                        .expecting(Outlook.untried(
                                State.TAKES_MORE,
                                ITS_FUNDERS.formatted(action.owner().checksummed())));
    }

    /** None of actions that the owner itself sends. */
    static Set<DelegatedRight> wanted(List<Action> actions) {
        Set<DelegatedRight> wanted = EnumSet.noneOf(DelegatedRight.class);
        actions.stream()
                .filter(Action::byAnother)
                .flatMap(SenderRights::functions)
                .flatMap(function -> DelegatedRight.wantedBy(function).stream())
                .forEach(wanted::add);
        return wanted;
    }

    /** A close before the end has no call to hand out, and takes the right all the same. */
    private static Stream<String> functions(Action action) {
        Stream<String> called = action.calls().stream().map(step -> step.call().function());
        return action.kind() == Action.Kind.CLOSE_SESSION ? Stream.concat(Stream.of("closeSession"), called) : called;
    }

    /** Those for which a right is missing fail, whatever else is known of them, and whenever they are sent. */
    List<Action> judged(List<Action> actions) {
        return actions.stream()
                .map(action -> action.wouldFail() ? action : judged(action))
                .toList();
    }

    private Action judged(Action action) {
        if (told.isEmpty()) {
            return wanted(List.of(action)).isEmpty()
                    ? action
                    : action.expecting(Outlook.untried(State.NOT_KNOWN, UNREAD));
        }
        return action.byAnother()
                ? functions(action)
                        .filter(this::isMissing)
                        .findFirst()
                        .map(function -> action.expecting(failing(action, function, told.get())))
                        .orElse(action)
                : action;
    }

    private boolean isMissing(String function) {
        return DelegatedRight.wantedBy(function)
                .filter(right -> !told.orElseThrow().rights().get(right))
                .isPresent();
    }

    private static Outlook failing(Action action, String function, OfferFacts told) {
        String lacks = "At block %d %s had not given %s the right %s, which %s takes, nor all rights.";
        return Outlook.failing(
                Revert.expected("InsufficientRightsForOperation"),
                lacks.formatted(
                        told.block().number(),
                        action.owner().checksummed(),
                        action.from().checksummed(),
                        DelegatedRight.wantedBy(function).orElseThrow().text(),
                        function),
                Optional.of(told.block()));
    }
}
