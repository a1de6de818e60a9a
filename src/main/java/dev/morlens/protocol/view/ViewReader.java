package dev.morlens.protocol.view;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.Node;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.abi.UnreadableException;
import dev.morlens.protocol.abi.RevertReason;
import dev.morlens.protocol.abi.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calls views, many at once, all at one block. Every method throws the node's exceptions, and {@link
 * ViewFailedException} if an answer is not what the function returns.
 */
public final class ViewReader {

    private final Node node;

    public ViewReader(Node node) {
        this.node = node;
    }

    /** The answer of a view that must not revert. */
    public <T> T read(BlockId at, View<T> view) {
        return readAll(at, List.of(view)).getFirst();
    }

    /** The answers in the order asked, of views that must not revert. */
    public <T> List<T> readAll(BlockId at, List<View<T>> views) {
        List<CallResult> results = call(at, views);
        List<T> values = new ArrayList<>(views.size());
        for (int i = 0; i < views.size(); i++) {
            values.add(value(views.get(i), results.get(i)));
        }
        return values;
    }

    /** The answers in the order asked; empty where a view reverts, as one does that the Diamond lacks. */
    public <T> List<Optional<T>> tryAll(BlockId at, List<View<T>> views) {
        return tryAll(at, views, 0);
    }

    /** The same, but so many of them, the first ones, must not revert. */
    public <T> List<Optional<T>> tryAll(BlockId at, List<View<T>> views, int needed) {
        List<CallResult> results = call(at, views);
        List<Optional<T>> values = new ArrayList<>(views.size());
        for (int i = 0; i < views.size(); i++) {
            boolean read = i < needed || results.get(i).success();
            values.add(read ? Optional.of(value(views.get(i), results.get(i))) : Optional.empty());
        }
        return values;
    }

    private <T> List<CallResult> call(BlockId at, List<View<T>> views) {
        List<ViewCall> calls = views.stream().map(View::call).toList();
        return calls.isEmpty() ? List.of() : node.call(at, calls);
    }

    private static <T> T value(View<T> view, CallResult result) {
        if (!result.success()) {
            String reason = RevertReason.of(result.data());
            throw new ViewFailedException(
                    "%s of %s reverted: %s".formatted(view.name(), view.call().to(), reason), null);
        }
        try {
            return view.read(result.data());
        } catch (UnreadableException e) {
            throw new ViewFailedException(
                    "%s of %s: %s".formatted(view.name(), view.call().to(), e.getMessage()), e);
        }
    }
}
