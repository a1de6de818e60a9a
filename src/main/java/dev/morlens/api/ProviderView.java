package dev.morlens.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.Market;
import dev.morlens.protocol.state.Provider;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who serves models. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ProviderView(
        Address address,

        @Schema(description = "Text that anybody wrote: escape it, and think before you connect")
        String endpoint,

        Wei stake,
        Instant createdAt,
        boolean deleted,

        @Schema(description = "In a period it is paid at most its stake; past: the next payment starts a new one")
        Instant limitPeriodEnd,

        @Schema(description = "Paid in the period") Wei limitPeriodEarned,

        long activeBids,

        @Schema(description = "Closed ones, with all its models")
        long sessions,

        @Schema(description = "Those of them that were not disputed")
        long successes,

        @Schema(description = "Absent in lists, which have one for all")
        Optional<AsOfView> asOf) {

    static ProviderView listed(Market market, Provider provider) {
        return of(market, provider, Optional.empty());
    }

    static ProviderView of(Market market, Provider provider, Optional<AsOfView> asOf) {
        var served = market.servedBy(provider.address());
        return new ProviderView(
                provider.address(),
                Shown.bounded(provider.endpoint()),
                provider.stake(),
                provider.createdAt(),
                provider.deleted(),
                provider.limitPeriodEnd(),
                provider.limitPeriodEarned(),
                served.activeBids(),
                served.sessions(),
                served.successes(),
                asOf);
    }
}
