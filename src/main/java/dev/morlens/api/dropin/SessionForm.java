package dev.morlens.api.dropin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.Closing;
import java.math.BigInteger;
import java.time.Instant;

/** A session as the consumer node writes it: amounts are bare numbers here. */
record SessionForm(
        @JsonProperty("Id") String id,
        @JsonProperty("User") String user,
        @JsonProperty("Provider") String provider,
        @JsonProperty("ModelAgentId") String modelAgentId,
        @JsonProperty("BidID") String bidId,
        @JsonProperty("Stake") BigInteger stake,
        @JsonProperty("PricePerSecond") BigInteger pricePerSecond,
        @JsonProperty("CloseoutReceipt") String closeoutReceipt,
        @JsonProperty("CloseoutType") int closeoutType,
        @JsonProperty("ProviderWithdrawnAmount") BigInteger providerWithdrawnAmount,
        @JsonProperty("OpenedAt") long openedAt,
        @JsonProperty("EndsAt") long endsAt,
        @JsonProperty("ClosedAt") long closedAt) {

    static SessionForm of(Session session, CloseReceipts.ReceiptOrigin receipts) {
        var facts = session.facts();
        return new SessionForm(
                session.id().toString(),
                facts.user().toString(),
                facts.provider().toString(),
                facts.modelId().toString(),
                facts.bidId().toString(),
                session.stake().value(),
                facts.pricePerSecond().value(),
                receipts.of(session),
                session.closeoutType().orElse(0),
                session.providerPaid().value(),
                facts.openedAt().getEpochSecond(),
                facts.endsAt().getEpochSecond(),
                session.closing()
                        .map(Closing::closedAt)
                        .map(Instant::getEpochSecond)
                        .orElse(0L));
    }
}
