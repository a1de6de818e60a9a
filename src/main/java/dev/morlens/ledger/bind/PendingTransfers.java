package dev.morlens.ledger.bind;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.protocol.event.ProtocolEvent.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The transfers of one transaction that no event has explained yet, in order. An event explains the ones right before
 * it (docs/protocol.md, P1), so they are taken from the end.
 */
final class PendingTransfers {

    record Pending(Posting at, Transfer transfer) {

        Address from() {
            return transfer.from();
        }

        Address to() {
            return transfer.to();
        }

        Wei value() {
            return transfer.value();
        }
    }

    private final List<Pending> pending = new ArrayList<>();

    void add(Pending transfer) {
        pending.add(transfer);
    }

    /** The transfer that came {@code back} places before the end, 0 for the last. */
    Optional<Pending> peek(int back) {
        int index = pending.size() - 1 - back;
        return index < 0 ? Optional.empty() : Optional.of(pending.get(index));
    }

    /** Takes the last transfer if it fits. */
    Optional<Pending> takeLast(Predicate<Pending> fits) {
        Optional<Pending> last = peek(0).filter(fits);
        if (last.isPresent()) {
            pending.removeLast();
        }
        return last;
    }

    /** What nothing explained. */
    List<Pending> rest() {
        return pending;
    }
}
