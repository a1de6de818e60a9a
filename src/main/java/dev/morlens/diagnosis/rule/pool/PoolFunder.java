package dev.morlens.diagnosis.rule.pool;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.PlaceFacts;
import dev.morlens.diagnosis.facts.PlaceFacts.PoolSituation;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.store.read.GrantTotal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an address funds in other wallets' pools, and what it waits for there. */
public final class PoolFunder implements DiagnosisRule {

    private static final int MOST_NAMED = 5;
    private static final int MOST_CALLS = 3;

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
        PoolSituation poolSituation = PlaceFacts.of(facts).pools();
        return Finding.of(
                        FindingCode.POOL_FUNDER,
                        FindingText.mor(principal) + whatFor(poolSituation, principal),
                        grants(poolSituation, principal)
                                + " What a session frees goes back to the pool. "
                                + tiedUp(facts)
                                + "A withdrawal is paid at once as far as the pool has MOR free that no earlier withdrawal"
                                + " waits for; the rest is queued. " + atOnce(facts, principal))
                .amount(principal)
                .with(lines(facts, facts.holdings().funds()))
                .then(Advice.byUserAlone(
                        "Withdraw: withdrawStakingAllowance",
                        "The page of actions has the call for each pool, and what it would pay right now."));
    }

    private static String whatFor(PoolSituation poolSituation, Wei principal) {
        if (poolSituation.idle().equals(principal)) {
            return " is in staking pools by grants that are revoked or expired";
        }
        return poolSituation.own().isZero() ? " funds other wallets' sessions" : " funds staking pools";
    }

    private static String grants(PoolSituation poolSituation, Wei principal) {
        if (poolSituation.idle().equals(principal)) {
            return "This address let other wallets (hot wallets, often of a node) stake its MOR in sessions of theirs. The"
                    + " grants are revoked or have expired, so nothing more is staked of it.";
        }
        if (poolSituation.own().equals(principal)) {
            return "It is in the pool of this address itself, for sessions of its own.";
        }
        String own = poolSituation.own().isZero()
                ? ""
                : " " + FindingText.mor(poolSituation.own())
                        + " of it is in the pool of this address itself, for sessions of its own.";
        String idle = poolSituation.idle().isZero()
                ? ""
                : " Of " + FindingText.mor(poolSituation.idle())
                        + " nothing more is staked: the grant is revoked or has expired.";
        return "This address lets other wallets (hot wallets, often of a node) stake its MOR in sessions of theirs. They"
                + " cannot take it for themselves." + own + idle;
    }

    private static String tiedUp(Case facts) {
        if (facts.holdings().isTold()) {
            return "";
        }
        Wei locked = Wei.sum(
                facts.holdings().funds().stream().map(GrantTotal::locked).toList());
        return locked.isPositive()
                ? FindingText.mor(locked) + " of it is tied up in sessions and holds now. "
                : "None of it is tied up in sessions or holds now. ";
    }

    private static String atOnce(Case facts, Wei principal) {
        if (facts.holdings().isTold()) {
            return "How much of it the pools have free now was not looked at.";
        }
        Wei now = Wei.sum(facts.holdings().funds().stream()
                .map(grant -> PoolText.of(facts, grant.grant().hot())
                        .map(words -> grant.principal().min(words.pool().withdrawable(facts.now())))
                        .orElse(Wei.ZERO))
                .toList());
        if (now.isZero()) {
            return "Asked for now, all of it would be queued.";
        }
        return now.equals(principal)
                ? "Asked for now, all of it would be paid at once."
                : "Asked for now, " + FindingText.mor(now) + " would be paid at once, and "
                        + FindingText.mor(principal.minus(now)) + " queued.";
    }

    private static Finding queued(Case facts, Wei pending) {
        List<GrantTotal> grants = facts.holdings().funds().stream()
                .filter(grant -> grant.pending().isPositive())
                .toList();
        List<PoolText> pools = grants.stream()
                .limit(MOST_CALLS)
                .flatMap(grant -> PoolText.of(facts, grant.grant().hot()).stream())
                .toList();
        return Finding.of(
                        FindingCode.POOL_WITHDRAWAL_PENDING,
                        "A withdrawal of " + FindingText.mor(pending) + " is queued",
                        "More was asked back than the pool had free, because sessions and their holds tie it up. The rest is"
                                + " paid, in the order of the queue, when sessions of that pool close and their holds are"
                                + " released."
                                + pools.stream()
                                        .map(pool -> pool.queue(facts.address()))
                                        .collect(Collectors.joining()))
                .amount(pending)
                .until(next(pools))
                .with(lines(facts, grants))
                .then(Stream.concat(
                                pools.stream().flatMap(pool -> pool.nextCall().stream()),
                                Stream.of(Advice.waiting(
                                        "Else wait for the pool's sessions",
                                        "The hot wallet's page shows which sessions are open, and until when.")))
                        .toArray(Advice[]::new));
    }

    private static Optional<Instant> next(List<PoolText> pools) {
        List<Optional<Instant>> times = pools.stream().map(PoolText::nextTime).toList();
        return times.stream().allMatch(Optional::isPresent)
                ? times.stream().flatMap(Optional::stream).min(Instant::compareTo)
                : Optional.empty();
    }

    private static List<Evidence> lines(Case facts, List<GrantTotal> grants) {
        List<Evidence> lines = new ArrayList<>();
        for (GrantTotal grant : grants.subList(0, Math.min(MOST_NAMED, grants.size()))) {
            lines.add(Evidence.at(
                    "In the pool of " + grant.grant().hot().checksummed(),
                    FindingText.mor(grant.principal()) + ", tied up " + FindingText.mor(grant.locked()) + ", queued "
                            + FindingText.mor(grant.pending()) + (grant.revoked() ? ", revoked" : ""),
                    "/" + facts.network().name() + "/address/"
                            + grant.grant().hot().checksummed()));
            PoolText.of(facts, grant.grant().hot()).map(PoolText::evidence).ifPresent(lines::add);
        }
        lines.add(SessionEvidence.readAt(facts));
        return lines;
    }
}
