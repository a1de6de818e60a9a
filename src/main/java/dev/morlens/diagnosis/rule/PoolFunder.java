package dev.morlens.diagnosis.rule;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Action;
import dev.morlens.diagnosis.finding.Code;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.ledger.Bucket;
import dev.morlens.protocol.abi.StakeCalls;
import dev.morlens.store.GrantSum;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an address funds in other wallets' pools, and what it waits for there. */
public final class PoolFunder implements Rule {

    @Override
    public List<Finding> of(Case facts) {
        Wei whole = facts.position().balance(Bucket.STAKING_POOL);
        Wei pending = facts.position().accounts().poolPending();
        List<Finding> findings = new ArrayList<>();
        if (whole.minus(pending).isPositive()) {
            findings.add(principal(facts, whole.minus(pending)));
        }
        if (pending.isPositive()) {
            findings.add(queued(facts, pending));
        }
        return findings;
    }

    private static Finding principal(Case facts, Wei principal) {
        Wei locked =
                Wei.sum(facts.holdings().funds().stream().map(GrantSum::locked).toList());
        return Finding.of(
                        Code.POOL_FUNDER,
                        Words.mor(principal) + " funds other wallets' sessions",
                        "This address lets other wallets (hot wallets, often of a node) stake its MOR in sessions of theirs."
                                + " They cannot take it for themselves: what a session frees goes back to the pool. "
                                + (locked.isPositive()
                                        ? Words.mor(locked) + " of it is tied up in sessions and holds now."
                                        : "None of it is tied up in sessions or holds now.")
                                + " A withdrawal is paid at once as far as the pool has MOR free that no earlier withdrawal"
                                + " waits for; the rest is queued.")
                .amount(principal)
                .with(lines(facts, facts.holdings().funds().stream()))
                .then(Action.byUserAlone(
                        "Withdraw: withdrawStakingAllowance",
                        "The page of actions has the call for each pool, and what it would pay right now."));
    }

    private static Finding queued(Case facts, Wei pending) {
        return Finding.of(
                        Code.POOL_WITHDRAWAL_PENDING,
                        "A withdrawal of " + Words.mor(pending) + " is queued",
                        "More was asked back than the pool had free, because sessions and their holds tie it up. The rest is"
                                + " paid, in the order of the queue, when sessions of that pool close and their holds are"
                                + " released. When that will be depends on those sessions.")
                .amount(pending)
                .with(lines(
                        facts,
                        facts.holdings().funds().stream()
                                .filter(grant -> grant.pending().isPositive())))
                .then(Stream.concat(
                                facts.holdings().funds().stream()
                                        .filter(grant -> grant.pending().isPositive())
                                        .limit(3)
                                        .map(grant -> payPending(facts, grant)),
                                Stream.of(Action.waiting(
                                        "Else wait for the pool's sessions",
                                        "The hot wallet's page shows which sessions are open, and until when.")))
                        .toArray(Action[]::new));
    }

    private static Action payPending(Case facts, GrantSum grant) {
        return Action.byAnyone(
                "Have the queue of " + Words.brief(grant.grant().hot()) + " paid: payPendingWithdrawals",
                "It pays the queue in its order, as far as the pool has MOR free. Anybody may send it.",
                new StakeCalls(facts.network().diamond())
                        .payPendingWithdrawals(grant.grant().hot()));
    }

    private static List<Evidence> lines(Case facts, Stream<GrantSum> grants) {
        List<Evidence> lines = new ArrayList<>();
        grants.limit(5)
                .map(grant -> Evidence.at(
                        "Pool of " + Words.brief(grant.grant().hot()),
                        Words.mor(grant.principal()) + ", tied up " + Words.mor(grant.locked()) + ", queued "
                                + Words.mor(grant.pending()) + (grant.revoked() ? ", revoked" : ""),
                        "/" + facts.network().name() + "/address/"
                                + grant.grant().hot().checksummed()))
                .forEach(lines::add);
        lines.add(SessionEvidence.readAt(facts));
        return lines;
    }
}
