package dev.morlens.api.agent;

import dev.morlens.api.address.ActionView;
import dev.morlens.api.address.AddressView;
import dev.morlens.api.address.DiagnosisView;
import dev.morlens.api.network.HealthAnswers;
import dev.morlens.api.session.ClosePreviewView;
import dev.morlens.api.session.SessionAnswers;
import dev.morlens.api.session.SessionView;
import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.Diagnoses;
import dev.morlens.http.Params;
import dev.morlens.ledger.entry.Session;
import dev.morlens.market.contract.ContractReader;
import dev.morlens.position.cache.Position;
import dev.morlens.position.live.PositionResolver;
import dev.morlens.position.search.IdLookups;
import dev.morlens.preview.action.RecoveryActions;
import dev.morlens.preview.close.ClosePreviews;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolResponse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What agents may ask over the Model Context Protocol: the API's answers, picked for a question. */
@Singleton
public class McpTools {

    private static final String NETWORK = "Name of a network, such as base; without it the first that is served here";
    private static final String ADDRESS = "An address: 0x and 40 hexadecimal digits";
    private static final String SENDER =
            "An address that is to send the claim for its owner, such as a delegate; the payout goes to the owner";
    private static final String UNITS =
            " Amounts are strings of wei (1 MOR is 10^18), times are UTC, asOf names the block that the answer is of.";
    private static final String SECONDS =
            " computedFor is the block time that it holds for, the earliest that the next block can have; ifLater says what is"
                    + " different if a transaction that is sent now lands in a later second.";

    private final Networks networks;
    private final PositionResolver positionResolver;
    private final ContractReader contracts;
    private final Diagnoses diagnoses;
    private final IdLookups idLookups;
    private final SessionAnswers sessions;
    private final ClosePreviews previews;
    private final RecoveryActions recoveryActions;
    private final HealthAnswers healths;
    private final AgentAnswers answers;

    @Inject
    McpTools(
            Networks networks,
            PositionResolver positionResolver,
            ContractReader contracts,
            Diagnoses diagnoses,
            IdLookups idLookups,
            SessionAnswers sessions,
            ClosePreviews previews,
            RecoveryActions recoveryActions,
            HealthAnswers healths,
            AgentAnswers answers) {
        this.networks = networks;
        this.positionResolver = positionResolver;
        this.contracts = contracts;
        this.diagnoses = diagnoses;
        this.idLookups = idLookups;
        this.sessions = sessions;
        this.previews = previews;
        this.recoveryActions = recoveryActions;
        this.healths = healths;
        this.answers = answers;
    }

    /** @param page path of the page to show a person */
    public record ToolFindings(AddressView position, DiagnosisView diagnosis, String page) {}

    /** @param closePreview of an open session: what closing it in the next block would come to */
    public record ExplainedSession(SessionView session, Optional<ClosePreviewView> closePreview, String page) {}

    @Tool(
            name = "where_is_my_mor",
            description = "Where an address's MOR is (wallet, sessions, on hold, stakes), why it is there, until when,"
                    + " and what brings it back." + UNITS + SECONDS,
            annotations =
                    @Tool.Annotations(
                            title = "Where is my MOR?",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = true))
    @RunOnVirtualThread
    ToolResponse whereIsMyMor(
            @ToolArg(name = "address", description = ADDRESS) String address,
            @ToolArg(name = "network", description = NETWORK, required = false) String network) {
        return answers.of(() -> {
            Network on = network(network);
            Address of = Params.address("address", address);
            Position position = positionResolver.of(on, of);
            return new ToolFindings(
                    AddressView.of(on, position, contracts.of(on, position)),
                    DiagnosisView.of(diagnoses.of(on, of), on.chainId()),
                    "/" + on.name() + "/address/" + of.checksummed());
        });
    }

    @Tool(
            name = "explain_session",
            description =
                    "One inference session: its life, its stake and what came of it or, while it is open, what closing"
                            + " it now would return and hold, until when and under which rule." + UNITS + SECONDS,
            annotations =
                    @Tool.Annotations(
                            title = "Explain a session",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = true))
    @RunOnVirtualThread
    ToolResponse explainSession(
            @ToolArg(name = "sessionId", description = "A session's id: 0x and 64 hexadecimal digits") String sessionId,
            @ToolArg(name = "network", description = NETWORK, required = false) String network) {
        return answers.of(() -> {
            Network on = network(network);
            var foundById = idLookups.session(on.name(), Params.session(sessionId));
            Session session = foundById.value().session();
            Optional<ClosePreviewView> preview = session.isOpen()
                    ? Optional.of(ClosePreviewView.of(
                            session, previews.next(on, foundById.asOf(), session), foundById.asOf()))
                    : Optional.empty();
            return new ExplainedSession(
                    sessions.of(on, foundById), preview, "/" + on.name() + "/session/" + session.id());
        });
    }

    @Tool(
            name = "prepare_claim",
            description =
                    "The transactions that claim what an address has on hold and may have by now: unsigned, for its"
                            + " owner or a delegate to check, sign and send elsewhere. Nothing is sent, and no key is ever needed here."
                            + UNITS
                            + SECONDS,
            annotations =
                    @Tool.Annotations(
                            title = "Prepare a claim",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = true))
    @RunOnVirtualThread
    ToolResponse prepareClaim(
            @ToolArg(name = "address", description = ADDRESS) String address,
            @ToolArg(name = "network", description = NETWORK, required = false) String network,
            @ToolArg(name = "sender", description = SENDER, required = false) String sender) {
        return answers.of(() -> {
            Network on = network(network);
            return ActionView.alone(
                    recoveryActions.claim(
                            on, Params.address("address", address), Params.optionalAddress("sender", sender)),
                    on);
        });
    }

    @Tool(
            name = "protocol_health",
            description =
                    "How the protocol and this index of it fare: sessions past their end that nobody has closed, the"
                            + " account that providers are paid from, and how far the index is." + UNITS,
            annotations =
                    @Tool.Annotations(
                            title = "How is the protocol?",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = true))
    @RunOnVirtualThread
    ToolResponse protocolHealth(@ToolArg(name = "network", description = NETWORK, required = false) String network) {
        return answers.of(() -> healths.of(network(network)));
    }

    private Network network(String name) {
        return name == null ? networks.all().getFirst() : networks.named(name);
    }
}
