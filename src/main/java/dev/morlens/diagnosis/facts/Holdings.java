package dev.morlens.diagnosis.facts;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Flow;
import dev.morlens.ledger.Session;
import dev.morlens.position.SessionAt;
import dev.morlens.preview.LiveFacts;
import dev.morlens.store.AddressReads.SessionCounts;
import dev.morlens.store.GrantSum;
import dev.morlens.store.Owing;
import dev.morlens.store.PoolSum;
import dev.morlens.store.SessionGroup;
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
        Owing owing,
        List<GrantSum> funds,
        List<GrantSum> hosts,
        Map<Address, PoolSum> pools,
        List<Flow> walletFlows) {

    private static final int MOST_TOLD = 200;

    /** All of it by the index; by a node only the open sessions, or not even those. */
    public enum Seen {
        EVERYTHING,
        OPEN_SESSIONS,
        NOTHING
    }

    /** What a node told: its open sessions; all else is for the index to tell. */
    public static Holdings told(LiveFacts.Told told) {
        SessionGroup none = new SessionGroup(0, Wei.ZERO, List.of());
        return new Holdings(
                told.open().isPresent() ? Seen.OPEN_SESSIONS : Seen.NOTHING,
                new SessionCounts(told.open().map(List::size).orElse(0), 0),
                group(told.running()),
                group(told.overdue()),
                List.of(),
                none,
                Owing.NOTHING,
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
