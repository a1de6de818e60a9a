package dev.morlens.diagnosis;

import dev.morlens.diagnosis.rule.AddressKind;
import dev.morlens.diagnosis.rule.AllowanceOnly;
import dev.morlens.diagnosis.rule.ChainNotAsked;
import dev.morlens.diagnosis.rule.GasMissing;
import dev.morlens.diagnosis.rule.HoldClaimable;
import dev.morlens.diagnosis.rule.HoldDayLock;
import dev.morlens.diagnosis.rule.HoldLocked;
import dev.morlens.diagnosis.rule.HoldRows;
import dev.morlens.diagnosis.rule.IndexDoubtful;
import dev.morlens.diagnosis.rule.ModelStake;
import dev.morlens.diagnosis.rule.NothingHere;
import dev.morlens.diagnosis.rule.PoolFunder;
import dev.morlens.diagnosis.rule.PoolHotWallet;
import dev.morlens.diagnosis.rule.ProviderDue;
import dev.morlens.diagnosis.rule.ProviderStake;
import dev.morlens.diagnosis.rule.Rule;
import dev.morlens.diagnosis.rule.RuleUnknown;
import dev.morlens.diagnosis.rule.SentToContract;
import dev.morlens.diagnosis.rule.SessionOverdue;
import dev.morlens.diagnosis.rule.SessionRunning;
import java.util.List;

/** Every rule there is. Their order is of no consequence: findings are ordered by their codes. */
final class AllRules {

    static final List<Rule> LIST = List.of(
            new AddressKind(),
            new AllowanceOnly(),
            new ChainNotAsked(),
            new GasMissing(),
            new HoldClaimable(),
            new HoldDayLock(),
            new HoldLocked(),
            new HoldRows(),
            new IndexDoubtful(),
            new ModelStake(),
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
