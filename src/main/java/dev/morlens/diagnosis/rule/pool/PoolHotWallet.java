package dev.morlens.diagnosis.rule.pool;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.store.read.GrantTotal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A wallet whose sessions others fund: why that MOR is not among its own. */
public final class PoolHotWallet implements DiagnosisRule {

    @Override
    public List<Finding> of(Case facts) {
        List<GrantTotal> others = facts.holdings().hosts().stream()
                .filter(grant -> !grant.grant().funder().equals(facts.address()))
                .toList();
        if (others.isEmpty()) {
            return List.of();
        }
        Wei pending = Wei.sum(others.stream().map(GrantTotal::pending).toList());
        Wei pooled =
                Wei.sum(others.stream().map(GrantTotal::principal).toList()).plus(pending);
        Optional<PoolText> pool = PoolText.of(facts, facts.address());
        Finding finding = Finding.of(
                        FindingCode.POOL_HOT_WALLET,
                        FindingText.mor(pooled) + " of others' MOR is in this wallet's pool",
                        "Other addresses let this wallet stake their MOR in its sessions. It is not counted as this wallet's"
                                + " own: what a session frees goes back to the pool, and only the funders can withdraw it."
                                + (pending.isPositive()
                                        ? " " + FindingText.mor(pending)
                                                + " of it is queued to be paid back to them first."
                                        : ""))
                .amount(pooled)
                .with(lines(facts, others, pool));
        return List.of(pool.filter(words -> words.pool().releasable(facts.now()).isPositive())
                .flatMap(PoolText::nextCall)
                .map(finding::then)
                .orElse(finding));
    }

    private static List<Evidence> lines(Case facts, List<GrantTotal> grants, Optional<PoolText> pool) {
        List<Evidence> lines = new ArrayList<>();
        grants.stream()
                .limit(5)
                .map(grant -> Evidence.at(
                        "Funder " + grant.grant().funder().checksummed(),
                        FindingText.mor(grant.principal()) + ", tied up " + FindingText.mor(grant.locked())
                                + ", queued " + FindingText.mor(grant.pending()),
                        "/" + facts.network().name() + "/address/"
                                + grant.grant().funder().checksummed()))
                .forEach(lines::add);
        pool.map(PoolText::evidence).ifPresent(lines::add);
        lines.add(SessionEvidence.readAt(facts));
        return lines;
    }
}
