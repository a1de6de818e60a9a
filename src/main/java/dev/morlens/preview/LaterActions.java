package dev.morlens.preview;

import dev.morlens.preview.Action.Later;
import dev.morlens.preview.Action.Step;
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
    static List<Action> merged(
            List<Action> now, List<Action> then, Instant second, UnaryOperator<List<Action>> trying) {
        List<Action> changed =
                then.stream().filter(action -> !isAmong(action, now)).toList();
        List<Action> tried = changed.isEmpty() ? changed : trying.apply(changed);
        List<Action> merged = new ArrayList<>(now);
        for (Action action : tried) {
            int place = place(action, now);
            if (place < 0) {
                merged.add(
                        action.blockedUntil().isPresent()
                                ? action
                                : action.blockedUntil(second).and(new Later(second, action)));
            } else {
                merged.set(place, merged.get(place).and(new Later(second, action)));
            }
        }
        return merged;
    }

    private static boolean isAmong(Action action, List<Action> now) {
        int place = place(action, now);
        return place >= 0 && isSame(action, now.get(place).last());
    }

    private static int place(Action action, List<Action> now) {
        for (int i = 0; i < now.size(); i++) {
            Action other = now.get(i);
            if (other.kind() == action.kind() && other.subject().equals(action.subject())) {
                return i;
            }
        }
        return -1;
    }

    /** But for what a dry run found, and for receipts, which are signed anew. */
    private static boolean isSame(Action action, Action before) {
        return action.amount().equals(before.amount())
                && action.blockedUntil().equals(before.blockedUntil())
                && action.needs().equals(before.needs())
                && outline(action).equals(outline(before))
                && paysTheSame(action.calls(), before.calls());
    }

    /** As far as that is certain without a dry run. */
    private static boolean paysTheSame(List<Step> steps, List<Step> before) {
        return IntStream.range(0, steps.size())
                .allMatch(i -> steps.get(i).expected().isEmpty()
                        || steps.get(i).expected().equals(before.get(i).expected()));
    }

    private static List<List<Object>> outline(Action action) {
        return action.calls().stream().map(LaterActions::outline).toList();
    }

    private static List<Object> outline(Step step) {
        return List.of(step.call().function(), step.iterations(), step.notBefore());
    }
}
