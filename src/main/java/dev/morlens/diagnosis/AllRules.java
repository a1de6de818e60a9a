package dev.morlens.diagnosis;

import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.hold.HoldClaimable;
import dev.morlens.diagnosis.rule.hold.HoldDayLock;
import dev.morlens.diagnosis.rule.hold.HoldLocked;
import dev.morlens.diagnosis.rule.hold.HoldRowLimits;
import dev.morlens.diagnosis.rule.pool.PoolFunder;
import dev.morlens.diagnosis.rule.pool.PoolHotWallet;
import dev.morlens.diagnosis.rule.session.SessionOverdue;
import dev.morlens.diagnosis.rule.session.SessionRunning;
import dev.morlens.diagnosis.rule.source.ChainNotAsked;
import dev.morlens.diagnosis.rule.source.IndexDoubtful;
import dev.morlens.diagnosis.rule.source.RuleUnknown;
import dev.morlens.diagnosis.rule.stake.ModelStakeRule;
import dev.morlens.diagnosis.rule.stake.ProviderDue;
import dev.morlens.diagnosis.rule.stake.ProviderStake;
import dev.morlens.diagnosis.rule.wallet.AddressKind;
import dev.morlens.diagnosis.rule.wallet.AllowanceOnly;
import dev.morlens.diagnosis.rule.wallet.GasMissing;
import dev.morlens.diagnosis.rule.wallet.NothingHere;
import dev.morlens.diagnosis.rule.wallet.SentToContract;
import java.util.List;

/** Every rule there is. Their order is of no consequence: findings are ordered by their codes. */
final class AllRules {

    static final List<DiagnosisRule> LIST = List.of(
            new AddressKind(),
            new AllowanceOnly(),
            new ChainNotAsked(),
            new GasMissing(),
            new HoldClaimable(),
            new HoldDayLock(),
            new HoldLocked(),
            new HoldRowLimits(),
            new IndexDoubtful(),
            new ModelStakeRule(),
            new NothingHere(),
            new PoolFunder(),
            new PoolHotWallet(),
            new ProviderDue(),
            new ProviderStake(),
            new RuleUnknown(),
            new SentToContract(),
            new SessionOverdue(),
            new SessionRunning());

    private AllRules() {}
}
