package dev.morlens.indexer.audit;

import dev.morlens.chain.ReadsPerCall;
import dev.morlens.protocol.view.HoldStorage;
import dev.morlens.protocol.view.OwnerReader;
import dev.morlens.store.check.AuditedFigures;
import java.util.ArrayList;
import java.util.List;

/** How many calls it takes to compare addresses with the chain, by what one call of the node holds. */
final class AuditCost {

    private final ReadsPerCall perCall;

    AuditCost(ReadsPerCall perCall) {
        this.perCall = perCall;
    }

    long calls(AuditedFigures claim) {
        return perCall.calls(views(claim), slots(claim));
    }

    /** So many addresses could fit, if they had neither sessions nor holds; one at least. */
    int addresses(long calls) {
        double perAddress = (double) OwnerReader.VIEWS_AN_ADDRESS / perCall.views() + 1.0 / perCall.slots();
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, calls / perAddress));
    }

    /** The first of them, as many as fit together, but one at least. */
    List<AuditedFigures> fitting(List<AuditedFigures> claims, long calls) {
        List<AuditedFigures> chosen = new ArrayList<>();
        long views = 0;
        long slots = 0;
        for (AuditedFigures claim : claims) {
            views += views(claim);
            slots += slots(claim);
            if (!chosen.isEmpty() && perCall.calls(views, slots) > calls) {
                break;
            }
            chosen.add(claim);
        }
        return chosen;
    }

    private static long views(AuditedFigures claim) {
        return OwnerReader.VIEWS_AN_ADDRESS
                + claim.openSessions().size()
                + claim.paid().size();
    }

    private static long slots(AuditedFigures claim) {
        return 1L + (long) HoldStorage.SLOTS_A_ROW * claim.holds().size();
    }
}
