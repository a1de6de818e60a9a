package dev.morlens.diagnosis.facts;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.list.SessionAt;
import dev.morlens.preview.due.LiveFacts;
import dev.morlens.store.read.AddressReads.SessionCounts;
import dev.morlens.store.read.GrantTotal;
import dev.morlens.store.read.OwedToProvider;
import dev.morlens.store.read.PoolTotal;
import dev.morlens.store.read.SessionGroup;
import java.util.List;
import java.util.Map;

/**
 * What the index tells of an address beyond its accounts. Lists are bounded; counts and sums are not.
 *
 * @param seen how much of it was looked at: nothing is concluded from what is empty only for want of that
 * @param running its sessions that have not ended, the first to end first
 * @param overdue its sessions past their end, the first that ended first
 * @param locked closed sessions whose hold is still locked, the newest hold first
 * @param ranOut of those, all that were closed only at or after their end, and what of them is held
 * @param owing closed direct-payment sessions that owe it something as their provider
 * @param funds what it has in pools as a funder
 * @param hosts what funders have in its pool as a hot wallet
 * @param pools those that it funds or hosts, by hot wallet
 * @param walletFlows newest movements of its wallet
 */
public record Holdings(
        Seen seen,
        SessionCounts counts,
        SessionGroup running,
        SessionGroup overdue,
        List<SessionAt> locked,
        SessionGroup ranOut,
        OwedToProvider owing,
        List<GrantTotal> funds,
        List<GrantTotal> hosts,
        Map<Address, PoolTotal> pools,
        List<Flow> walletFlows) {

    private static final int MOST_TOLD = 200;

    /** All of it by the index; by a node only the open sessions, or not even those. */
    public enum Seen {
        EVERYTHING,
        OPEN_SESSIONS,
        NOTHING
    }

    /** What a node told: its open sessions; all else is for the index to tell. */
    public static Holdings fromNode(LiveFacts.LiveAddress liveAddress) {
        SessionGroup none = new SessionGroup(0, Wei.ZERO, List.of());
        return new Holdings(
                liveAddress.open().isPresent() ? Seen.OPEN_SESSIONS : Seen.NOTHING,
                new SessionCounts(liveAddress.open().map(List::size).orElse(0), 0),
                group(liveAddress.running()),
                group(liveAddress.overdue()),
                List.of(),
                none,
                OwedToProvider.NOTHING,
                List.of(),
                List.of(),
                Map.of(),
                List.of());
    }

    private static SessionGroup group(List<Session> sessions) {
        Wei stakes = Wei.sum(sessions.stream().map(Session::stake).toList());
        return new SessionGroup(
                sessions.size(), stakes, sessions.stream().limit(MOST_TOLD).toList());
    }

    /** Whether a node told this, and the index nothing of it. */
    public boolean isTold() {
        return seen != Seen.EVERYTHING;
    }

    /** What left the wallet for others' hands, newest first. */
    public List<Flow> outflows(Address address) {
        return walletFlows.stream()
                .filter(flow -> flow.from().owner().equals(address)
                        && !flow.to().owner().equals(address))
                .toList();
    }
}
