package dev.morlens.diagnosis.rule;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Code;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.store.GrantSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A wallet whose sessions others fund: why that MOR is not among its own. */
public final class PoolHotWallet implements Rule {

    @Override
    public List<Finding> of(Case facts) {
        List<GrantSum> others = facts.holdings().hosts().stream()
                .filter(grant -> !grant.grant().funder().equals(facts.address()))
                .toList();
        if (others.isEmpty()) {
            return List.of();
        }
        Wei pending = Wei.sum(others.stream().map(GrantSum::pending).toList());
        Wei pooled = Wei.sum(others.stream().map(GrantSum::principal).toList()).plus(pending);
        Optional<PoolWords> pool = PoolWords.of(facts, facts.address());
        Finding finding = Finding.of(
                        Code.POOL_HOT_WALLET,
                        Words.mor(pooled) + " of others' MOR is in this wallet's pool",
                        "Other addresses let this wallet stake their MOR in its sessions. It is not counted as this wallet's"
                                + " own: what a session frees goes back to the pool, and only the funders can withdraw it."
                                + (pending.isPositive()
                                        ? " " + Words.mor(pending) + " of it is queued to be paid back to them first."
                                        : ""))
                .amount(pooled)
                .with(lines(facts, others, pool));
        return List.of(pool.filter(words -> words.pool().releasable(facts.now()).isPositive())
                .flatMap(PoolWords::nextCall)
                .map(finding::then)
                .orElse(finding));
    }

    private static List<Evidence> lines(Case facts, List<GrantSum> grants, Optional<PoolWords> pool) {
        List<Evidence> lines = new ArrayList<>();
        grants.stream()
                .limit(5)
                .map(grant -> Evidence.at(
                        "Funder " + grant.grant().funder().checksummed(),
                        Words.mor(grant.principal()) + ", tied up " + Words.mor(grant.locked()) + ", queued "
                                + Words.mor(grant.pending()),
                        "/" + facts.network().name() + "/address/"
                                + grant.grant().funder().checksummed()))
                .forEach(lines::add);
        pool.map(PoolWords::evidence).ifPresent(lines::add);
        lines.add(SessionEvidence.readAt(facts));
        return lines;
    }
}
