package dev.morlens.api.movement;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.position.list.Movement;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
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
        Optional<Map<String, Wei>> after,

        @Schema(
                description =
                        "True where less than a hundredth of a MOR came from an address to which none of the asked"
                                + " address's newest 5,000 payments went: such transfers are often sent so that their sender's"
                                + " address is copied by mistake. Absent otherwise, and in a transaction's answer")
        Optional<Boolean> unsolicitedDust,

        @Schema(
                description = "Addresses that the other side can be taken for, having the same first four and last four"
                        + " digits: of those that the asked address has sent MOR to (its newest 5,000 payments), itself,"
                        + " and those in this part of the list. Absent if there is none, and in a transaction's answer")
        Optional<List<Address>> looksLike) {

    public record Side(
            Address address, @Schema(examples = "wallet") String bucket) {

        static Side of(Account account) {
            return new Side(account.owner(), account.bucket().json());
        }
    }

    /** As the address sees it whose movement it is. */
    public static MovementView of(Movement movement, Address whose) {
        return of(
                movement.flow(),
                Optional.of(after(movement.flow(), whose)),
                Optional.of(movement.dust()).filter(dust -> dust),
                Optional.of(movement.looksLike()).filter(some -> !some.isEmpty()));
    }

    /** As a part of its transaction. */
    public static MovementView of(Flow flow) {
        return of(flow, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static MovementView of(
            Flow flow, Optional<Map<String, Wei>> after, Optional<Boolean> dust, Optional<List<Address>> looksLike) {
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
                after,
                dust,
                looksLike);
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
