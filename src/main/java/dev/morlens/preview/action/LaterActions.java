package dev.morlens.preview.action;

import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.preview.action.RecoveryAction.LaterAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Tells of actions what becomes of them in a later second that a transaction sent now may reach. */
final class LaterActions {

    private LaterActions() {}

    /**
     * @param now in their order, with what is known of seconds before that one
     * @param then what there would be in a block of that second
     * @param trying tries those of {@code then} that are not what they were
     * @return {@code now}, each with what it would be then if that is something else; then those that are new, which the
     *     contract takes from then on
     */
    static List<RecoveryAction> merged(
            List<RecoveryAction> now,
            List<RecoveryAction> then,
            Instant second,
            UnaryOperator<List<RecoveryAction>> trying) {
        List<RecoveryAction> changed = then.stream()
                .filter(recoveryAction -> !isAmong(recoveryAction, now))
                .toList();
        List<RecoveryAction> tried = changed.isEmpty() ? changed : trying.apply(changed);
        List<RecoveryAction> merged = new ArrayList<>(now);
        for (RecoveryAction recoveryAction : tried) {
            int place = place(recoveryAction, now);
            if (place < 0) {
                merged.add(
                        recoveryAction.blockedUntil().isPresent()
                                ? recoveryAction
                                : recoveryAction.blockedUntil(second).and(new LaterAction(second, recoveryAction)));
            } else {
                merged.set(place, merged.get(place).and(new LaterAction(second, recoveryAction)));
            }
        }
        return merged;
    }

    private static boolean isAmong(RecoveryAction recoveryAction, List<RecoveryAction> now) {
        int place = place(recoveryAction, now);
        return place >= 0 && isSame(recoveryAction, now.get(place).last());
    }

    private static int place(RecoveryAction recoveryAction, List<RecoveryAction> now) {
        for (int i = 0; i < now.size(); i++) {
            RecoveryAction other = now.get(i);
            if (other.kind() == recoveryAction.kind() && other.subject().equals(recoveryAction.subject())) {
                return i;
            }
        }
        return -1;
    }

    /** But for what a dry run found, and for receipts, which are signed anew. */
    private static boolean isSame(RecoveryAction recoveryAction, RecoveryAction before) {
        return recoveryAction.amount().equals(before.amount())
                && recoveryAction.blockedUntil().equals(before.blockedUntil())
                && recoveryAction.needs().equals(before.needs())
                && outline(recoveryAction).equals(outline(before))
                && paysTheSame(recoveryAction.calls(), before.calls());
    }

    /** As far as that is certain without a dry run. */
    private static boolean paysTheSame(List<CallStep> steps, List<CallStep> before) {
        return IntStream.range(0, steps.size())
                .allMatch(i -> steps.get(i).expected().isEmpty()
                        || steps.get(i).expected().equals(before.get(i).expected()));
    }

    private static List<List<Object>> outline(RecoveryAction recoveryAction) {
        return recoveryAction.calls().stream().map(LaterActions::outline).toList();
    }

    private static List<Object> outline(CallStep callStep) {
        return List.of(callStep.call().function(), callStep.iterations(), callStep.notBefore());
    }
}
