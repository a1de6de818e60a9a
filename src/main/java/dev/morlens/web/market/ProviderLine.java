package dev.morlens.web.market;

import dev.morlens.market.offer.Market;
import dev.morlens.protocol.state.Provider;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.MorText;

/**
 * A provider in a list.
 *
 * @param claimed what it was paid for its sessions
 */
public record ProviderLine(
        IdText address, MorText stake, long bids, RecordLine record, MorText claimed, boolean deleted) {

    static ProviderLine of(Market market, Provider provider, IdShortener idShortener) {
        var providerSummary = market.servedBy(provider.address());
        return new ProviderLine(
                idShortener.of(provider.address()),
                MorText.of(provider.stake()),
                providerSummary.activeBids(),
                RecordLine.of(providerSummary.together()),
                MorText.of(providerSummary.trade().claimed()),
                provider.deleted());
    }
}
