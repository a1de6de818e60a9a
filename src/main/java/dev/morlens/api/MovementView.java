package dev.morlens.api;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Account;
import dev.morlens.ledger.Flow;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An amount that went from one account to another. */
public record MovementView(
        long blockNumber,
        int logIndex,
        int seq,
        Hash txHash,
        Instant timestamp,
        @Schema(examples = "session-opened") String kind,
        Side from,
        Side to,
        Wei amount,
        Optional<SessionId> sessionId,

        @Schema(description = "The asked address's touched buckets after it; absent in a transaction's answer")
        Optional<Map<String, Wei>> after) {

    public record Side(
            Address address, @Schema(examples = "wallet") String bucket) {

        static Side of(Account account) {
            return new Side(account.owner(), account.bucket().json());
        }
    }

    static MovementView of(Flow flow, Optional<Address> whose) {
        return new MovementView(
                flow.block().number(),
                flow.logIndex(),
                flow.seq(),
                flow.txHash(),
                flow.block().time(),
                flow.kind().json(),
                Side.of(flow.from()),
                Side.of(flow.to()),
                flow.amount(),
                flow.session(),
                whose.map(address -> after(flow, address)));
    }

    static Map<String, Wei> after(Flow flow, Address address) {
        Map<String, Wei> after = new LinkedHashMap<>();
        if (flow.from().owner().equals(address)) {
            after.put(flow.from().bucket().json(), flow.fromAfter());
        }
        if (flow.to().owner().equals(address)) {
            after.put(flow.to().bucket().json(), flow.toAfter());
        }
        return after;
    }
}
