package dev.morlens.api.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.abi.PoolViews;
import dev.morlens.protocol.abi.View;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.Reward;
import dev.morlens.protocol.state.ContractSession;
import dev.morlens.protocol.state.GrantState;
import dev.morlens.protocol.state.Provider;
import dev.morlens.protocol.state.StoredHold;
import dev.morlens.protocol.view.HoldStorage;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.protocol.view.ViewReader;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.node.NodeConfigs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;

/** What the contracts themselves say of a staged trouble, at the block of an answer. */
public final class ContractTruth {

    private final JsonNode made;
    private final Network network;
    private final Node node;
    private final BlockId at;
    private final Instant now;

    /** @param made what the scenario said that it made */
    public ContractTruth(DevChain chain, JsonNode made, long block, Instant now) {
        this.made = made;
        this.network = chain.network("local");
        this.node = Nodes.connect(NodeConfigs.real(chain.rpcUrl()), network.chainId(), new SimpleMeterRegistry())
                .node();
        this.at = new BlockId.Numbered(block);
        this.now = now;
    }

    ContractSession session() {
        SessionId id = SessionId.of(made.get("session").asText());
        return new SessionReader(node, network.diamond())
                .states(at, List.of(id))
                .get(id);
    }

    public Wei stake() {
        return session().stake();
    }

    public Instant endsAt() {
        return session().endsAt();
    }

    public Instant closedAt() {
        return session().closedAt().orElseThrow();
    }

    public Wei locked() {
        return sum(rows().stream().filter(row -> now.isBefore(row.releaseAt())).toList());
    }

    public Wei released() {
        return sum(rows().stream().filter(row -> !now.isBefore(row.releaseAt())).toList());
    }

    /** Of the first row. */
    public Instant release() {
        return rows().getFirst().releaseAt();
    }

    /** That the session has earned its provider, less what was paid of it. */
    public Wei due() {
        ContractSession state = session();
        Wei price =
                read(new MarketViews(network.diamond()).getBid(state.bidId())).pricePerSecond();
        Instant end = closedAt().isBefore(state.endsAt()) ? closedAt() : state.endsAt();
        return Reward.of(state.openedAt(), end, price).minus(state.providerWithdrawn());
    }

    public Provider provider() {
        return read(new MarketViews(network.diamond()).getProvider(address("provider")));
    }

    public Wei modelStake() {
        return read(new MarketViews(network.diamond())
                        .getModel(Hash.of(made.get("model").asText())))
                .stake();
    }

    public GrantState grant(String funder) {
        return read(new PoolViews(network.diamond()).getStakingAllowance(address(funder), address("hot")));
    }

    public Wei amount(String what) {
        return Wei.of(made.get(what).asText());
    }

    /** Whether the Diamond would take a call from an account. */
    public boolean takes(String from, String data) {
        ViewCall viewCall = new ViewCall(network.diamond(), Hex.bytes(data));
        return node.callAs(Address.of(from), at, viewCall).success();
    }

    private Address address(String who) {
        return Address.of(made.get(who).asText());
    }

    private List<StoredHold> rows() {
        return new HoldStorage(node, network.diamond()).read(at, address("user"));
    }

    private <T> T read(View<T> view) {
        return new ViewReader(node).read(at, view);
    }

    private static Wei sum(List<StoredHold> rows) {
        return Wei.sum(rows.stream().map(StoredHold::amount).toList());
    }
}
