package dev.morlens.api.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.morlens.api.answer.AsOfView;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.Params;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.Closing;
import dev.morlens.position.list.SessionAt;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.HoldRule;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A session: {@code stake = returnedAmount + heldAmount + (directPayment ? cost : 0)} once it is closed, whoever staked. */
@Schema(
        description =
                "Once closed, stake = returnedAmount + heldAmount + (directPayment ? cost : 0). Of a session staked"
                        + " from a pool both are the funders': free again in the pool, and held there")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SessionView(
        SessionId id,
        Address user,
        Address provider,
        Hash modelId,

        @Schema(
                description =
                        "As whoever registered the model wrote it; absent in lists, and until somebody has asked for"
                                + " the market since the start")
        Optional<String> modelName,

        Hash bidId,
        Wei pricePerSecond,
        Wei stake,
        boolean directPayment,
        @Schema(enumeration = {"wallet", "pool"}) String fundedBy,
        Instant openedAt,
        Instant endsAt,
        Optional<Instant> closedAt,
        @Schema(enumeration = {"open", "overdue", "closed"}) String state,

        @Schema(description = "1 if the receipt was not signed by the provider, else 0")
        Optional<Integer> closeoutType,

        @Schema(enumeration = {"close", "settlement"}) Optional<String> closedBy,
        @Schema(description = "So far, while it is open") Wei cost,

        @Schema(description = "To the user at once, or free again in the pool that funded it")
        Optional<Wei> returnedAmount,

        Optional<Wei> heldAmount,
        Optional<Instant> holdReleaseAt,

        @Schema(
                enumeration = {"locked", "claimable", "withdrawn", "releasable", "released"},
                description =
                        "Of a session staked from a pool: locked, releasable (anybody may call releasePoolHolds), or"
                                + " released, which is free in the pool again")
        Optional<String> holdState,

        @Schema(description = "When the user's hold was claimed")
        Optional<Instant> holdWithdrawnAt,

        Optional<Hash> holdWithdrawnTx,
        Wei providerPaid,
        @Schema(description = "cost - providerPaid") Wei providerOwed,
        Hash openedTx,
        Optional<Hash> closedTx,

        @Schema(
                enumeration = {"classic", "day-lock", "pool", "unknown"},
                description = "What closing holds back: of a closed session at its close, of an open one now."
                        + " Absent in lists")
        Optional<String> rule,

        @Schema(
                description = "The arithmetic of its close, but for stakeOfStipend, which moves with every payout."
                        + " Absent in lists, and while it is open: close-preview has it then")
        Optional<ClosePreviewView.CloseTermsView> terms,

        @Schema(description = "Absent in lists, which have one for all")
        Optional<AsOfView> asOf) {

    public static SessionView listed(SessionAt at) {
        return of(at, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static SessionView of(SessionAt at, HoldRule holdRule, Optional<String> modelName, AsOfView asOf) {
        Session session = at.session();
        var terms = session.closing()
                .map(end -> ClosePreviewView.CloseTermsView.of(
                        session, session.terms(holdRule, end.closedAt()), Optional.empty()));
        return of(at, modelName, Optional.of(Params.name(holdRule)), terms, Optional.of(asOf));
    }

    private static Optional<String> holdState(SessionAt at) {
        return at.holdState().map(Params::name).or(() -> at.inPool().map(hold -> Params.name(hold.state(at.now()))));
    }

    private static SessionView of(
            SessionAt at,
            Optional<String> modelName,
            Optional<String> rule,
            Optional<ClosePreviewView.CloseTermsView> terms,
            Optional<AsOfView> asOf) {
        Session session = at.session();
        SessionFacts facts = session.facts();
        Optional<Closing> closing = session.closing();
        Optional<Posting> claim = at.hold().flatMap(HoldRow::withdrawn);
        return new SessionView(
                session.id(),
                facts.user(),
                facts.provider(),
                facts.modelId(),
                modelName,
                facts.bidId(),
                facts.pricePerSecond(),
                session.stake(),
                facts.directPayment(),
                Params.name(session.fundedBy()),
                facts.openedAt(),
                facts.endsAt(),
                closing.map(Closing::closedAt),
                Params.name(at.state()),
                session.closeoutType().stream().boxed().findFirst(),
                closing.map(Closing::by).map(Params::name),
                at.cost(),
                closing.map(Closing::returned),
                closing.map(Closing::held),
                at.releaseAt(),
                holdState(at),
                claim.map(posting -> posting.block().time()),
                claim.map(Posting::txHash),
                session.providerPaid(),
                session.owed(at.now()),
                session.opened().txHash(),
                closing.map(end -> end.at().txHash()),
                rule,
                terms,
                asOf);
    }
}
