package dev.morlens.web;

import dev.morlens.position.AsOf;
import dev.morlens.store.AddressAccounts.Due;

/** Everything that is released at one time. */
public record ReleaseLine(When when, Mor amount, int count, boolean claimable) {

    static ReleaseLine of(Due due, AsOf asOf) {
        boolean isPast = !asOf.now().isBefore(due.at());
        return new ReleaseLine(When.of(due.at(), asOf), Mor.of(due.amount()), due.count(), isPast);
    }

    public String sessions() {
        return count == 1 ? "1 session" : count + " sessions";
    }
}
