package dev.morlens.store.read;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Grant;
import java.time.Instant;
import java.util.Optional;

/**
 * A grant of delegated staking as it stands: the sum of its entries. Amounts in wei.
 *
 * @param locked in sessions and holds, part of the principal
 * @param held of that, what waits for a day to end
 * @param pending queued withdrawals
 * @param expiry when the hot wallet may stake of it no more; empty for never, or if its terms are not known
 */
public record GrantTotal(
        Grant grant, Wei principal, Wei locked, Wei held, Wei pending, Optional<Instant> expiry, boolean revoked) {}
