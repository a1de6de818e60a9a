package dev.morlens.api.dropin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.morlens.market.offer.ModelOffer;
import dev.morlens.market.rating.RatedBid;
import java.util.List;

/** A model as the status page lists it. We call no provider, so nobody's health is known. */
record ActiveModel(@JsonUnwrapped ModelForm model, String health, List<ActiveModelDetail> bidDetail) {

    private static final String NOT_ASKED = "unknown";

    /** One of its bids. */
    record ActiveModelDetail(String bidId, String providerId, String status, String pricePerSecond) {}

    static ActiveModel of(ModelOffer offer) {
        return new ActiveModel(
                ModelForm.of(offer.model()),
                NOT_ASKED,
                offer.bids().stream()
                        .filter(RatedBid::active)
                        .map(RatedBid::bid)
                        .map(bid -> new ActiveModelDetail(
                                bid.id().toString(),
                                bid.provider().toString(),
                                NOT_ASKED,
                                bid.pricePerSecond().toString()))
                        .toList());
    }
}
