package dev.morlens.web;

import dev.morlens.market.Market;
import dev.morlens.protocol.state.Provider;

/**
 * A provider in a list.
 *
 * @param claimed what it was paid for its sessions
 */
public record ProviderLine(Id address, Mor stake, long bids, RecordLine record, Mor claimed, boolean deleted) {

    static ProviderLine of(Market market, Provider provider, Ids ids) {
        var served = market.servedBy(provider.address());
        return new ProviderLine(
                ids.of(provider.address()),
                Mor.of(provider.stake()),
                served.activeBids(),
                RecordLine.of(served.together()),
                Mor.of(served.trade().claimed()),
                provider.deleted());
    }
}
