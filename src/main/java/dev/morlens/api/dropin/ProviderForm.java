package dev.morlens.api.dropin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.morlens.protocol.state.Provider;

/** A provider as the consumer node writes it: numbers are strings here. */
record ProviderForm(
        @JsonProperty("Address") String address,
        @JsonProperty("Endpoint") String endpoint,
        @JsonProperty("Stake") String stake,
        @JsonProperty("CreatedAt") String createdAt,
        @JsonProperty("IsDeleted") boolean deleted) {

    static ProviderForm of(Provider provider) {
        return new ProviderForm(
                provider.address().toString(),
                provider.endpoint(),
                provider.stake().toString(),
                String.valueOf(provider.createdAt().getEpochSecond()),
                provider.deleted());
    }
}
