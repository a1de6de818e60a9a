package dev.morlens.chain.endpoint;

import dev.morlens.chain.CallPurpose;
import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.LogCaps;
import dev.morlens.chain.Node;
import dev.morlens.chain.ReadsPerCall;
import dev.morlens.chain.budget.CallBudget;
import java.util.function.Function;

/** Lets a question through once a call may be spent on it, and says whose it is. */
final class BudgetedNode extends DecoratedNode {

    private final Node inner;
    private final CallBudget budget;
    private final CallPurpose usual;

    /** @param usual of threads that are within no task of another purpose */
    BudgetedNode(Node inner, CallBudget budget, CallPurpose usual) {
        this.inner = inner;
        this.budget = budget;
        this.usual = usual;
    }

    @Override
    public LogCaps logCaps(long block) {
        return inner.logCaps(block);
    }

    @Override
    public ReadsPerCall readsPerCall() {
        return inner.readsPerCall();
    }

    @Override
    public ChainIdWitness sameChain() {
        ChainIdWitness chain = inner.sameChain();
        return () -> CallPurpose.current().orElse(usual).run(chain::confirm);
    }

    @Override
    protected <T> T ask(EndpointQuestion endpointQuestion, Function<Node, T> asked) {
        CallPurpose callPurpose = CallPurpose.current().orElse(usual);
        budget.admit(callPurpose);
        return callPurpose.ask(() -> asked.apply(inner));
    }
}
