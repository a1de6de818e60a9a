package dev.morlens.web;

import dev.morlens.store.AddressAccounts.Due;
import java.time.Instant;

/** Everything that is released at one time. */
public record ReleaseLine(When when, Mor amount, int count, boolean claimable) {

    static ReleaseLine of(Due due, Instant now) {
        return new ReleaseLine(When.of(due.at(), now), Mor.of(due.amount()), due.count(), !now.isBefore(due.at()));
    }

    public String sessions() {
        return count == 1 ? "1 session" : count + " sessions";
    }
}
