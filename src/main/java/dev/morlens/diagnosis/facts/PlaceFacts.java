package dev.morlens.diagnosis.facts;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.StakeSource;
import dev.morlens.preview.action.DryRun;
import dev.morlens.protocol.state.Provider;
import dev.morlens.store.read.GrantTotal;
import dev.morlens.store.read.PoolTotal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What decides, besides the amounts, what is to be said of each place where an address has MOR.
 *
 * @param registered whether it is a provider still; empty if no node told
 * @param claimRefused whether the contract would refuse to pay out what is released
 */
public record PlaceFacts(Optional<Boolean> registered, boolean claimRefused, Prices prices, PoolSituation pools) {

    /** Where nothing but the amounts is known. */
    public static final PlaceFacts UNKNOWN = new PlaceFacts(
            Optional.empty(),
            false,
            new Prices(Wei.ZERO, Wei.ZERO, true),
            new PoolSituation(Wei.ZERO, Wei.ZERO, Wei.ZERO, Wei.ZERO, 0));

    /**
     * What closes will not give back of stakes, because the user pays the provider out of them (direct payment); in wei.
     *
     * @param overdue of sessions past their end
     * @param running of the others, if they run until their end
     * @param all whether every session was looked at
     */
    public record Prices(Wei overdue, Wei running, boolean all) {}

    /**
     * Amounts in wei.
     *
     * @param payable of its queued withdrawals, what a call by anybody would pay now
     * @param idle of its principal, what no hot wallet may stake any more: the grant is revoked or has expired
     * @param own of its principal, what is in the pool of the address itself
     * @param hosted what others have in its own pool
     * @param sessions open ones that are staked from its own pool
     */
    public record PoolSituation(Wei payable, Wei idle, Wei own, Wei hosted, long sessions) {}

    public static PlaceFacts of(Case facts) {
        boolean lacksClaims =
                facts.health().onChain().filter(known -> !known.claims()).isPresent();
        boolean refused =
                facts.trials().claim().filter((DryRun run) -> !run.ok()).isPresent();
        return new PlaceFacts(
                facts.chain().flatMap(chain -> chain.provider(facts.address())).map((Provider one) -> !one.deleted()),
                lacksClaims || refused,
                prices(facts.holdings()),
                pools(facts));
    }

    private static Prices prices(Holdings holdings) {
        return new Prices(
                price(holdings.overdue().first()),
                price(holdings.running().first()),
                holdings.overdue().more() == 0 && holdings.running().more() == 0);
    }

    /** What sessions cost their users in all, once they have run until their end; in wei. */
    public static Wei price(Collection<Session> sessions) {
        return Wei.sum(sessions.stream()
                .filter(one -> one.facts().directPayment() && one.fundedBy() == StakeSource.WALLET)
                .map(one -> one.cost(one.facts().endsAt()))
                .toList());
    }

    private static PoolSituation pools(Case facts) {
        Address address = facts.address();
        List<GrantTotal> funds = facts.holdings().funds();
        return new PoolSituation(
                sum(funds, grant -> payable(facts, grant)),
                sum(funds, grant -> isIdle(grant, facts.now()) ? grant.principal() : Wei.ZERO),
                sum(funds, grant -> grant.grant().hot().equals(address) ? grant.principal() : Wei.ZERO),
                sum(
                        facts.holdings().hosts(),
                        grant -> grant.grant().funder().equals(address)
                                ? Wei.ZERO
                                : grant.principal().plus(grant.pending())),
                fromPool(facts));
    }

    private static Wei payable(Case facts, GrantTotal grant) {
        PoolTotal pool = facts.holdings().pools().get(grant.grant().hot());
        return pool == null
                ? Wei.ZERO
                : pool.payable(facts.address(), pool.free().plus(pool.releasable(facts.now())));
    }

    private static boolean isIdle(GrantTotal grant, Instant now) {
        return grant.revoked()
                || grant.expiry().filter(end -> end.isBefore(now)).isPresent();
    }

    /** All open ones but those that are staked from its own wallet. */
    private static long fromPool(Case facts) {
        long open =
                facts.holdings().running().count() + facts.holdings().overdue().count();
        return Math.max(0, open - facts.position().sessions().count());
    }

    private static Wei sum(List<GrantTotal> grants, Function<GrantTotal, Wei> amount) {
        return Wei.sum(grants.stream().map(amount).toList());
    }
}
