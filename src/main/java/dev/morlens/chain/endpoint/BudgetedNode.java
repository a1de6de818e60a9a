package dev.morlens.chain.endpoint;

import dev.morlens.chain.LogCaps;
import dev.morlens.chain.Node;
import dev.morlens.chain.Purpose;
import dev.morlens.chain.ReadsPerCall;
import dev.morlens.chain.SameChain;
import dev.morlens.chain.budget.CallBudget;
import java.util.function.Function;

/** Lets a question through once a call may be spent on it, and says whose it is. */
final class BudgetedNode extends DecoratedNode {

    private final Node inner;
    private final CallBudget budget;
    private final Purpose usual;

    /** @param usual of threads that are within no task of another purpose */
    BudgetedNode(Node inner, CallBudget budget, Purpose usual) {
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
    public SameChain sameChain() {
        SameChain chain = inner.sameChain();
        return () -> Purpose.current().orElse(usual).run(chain::confirm);
    }

    @Override
    protected <T> T ask(Question question, Function<Node, T> asked) {
        Purpose purpose = Purpose.current().orElse(usual);
        budget.admit(purpose);
        return purpose.ask(() -> asked.apply(inner));
    }
}
