package dev.morlens.api.dropin;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.Params;
import dev.morlens.position.cache.Position;
import dev.morlens.position.cache.Positions;
import dev.morlens.position.search.UnknownIdException;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.protocol.abi.PoolViews;
import dev.morlens.protocol.abi.TokenViews;
import dev.morlens.protocol.state.PoolState;
import dev.morlens.protocol.view.ViewReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** What the consumer node knows of its own wallet, of any wallet. */
@Path("/compat/{network}/blockchain")
@RunOnVirtualThread
public class WalletRoutes {

    private static final int MOST_ITERATIONS = 255;

    private record Balances(Address owner) {}

    private record BothBalances(Wei mor, Wei gas) {}

    private record Allowed(Address owner, Address spender) {}

    private record PoolOf(Address hot) {}

    private record Pool(Optional<PoolState> state, Optional<Wei> available) {}

    @Inject
    Networks networks;

    @Inject
    Positions positions;

    @Inject
    NodeAnswers nodes;

    @Inject
    DropInResponses dropInResponses;

    @GET
    @Path("balance")
    public Response balance(@PathParam("network") String network, @QueryParam("address") String address) {
        Network on = networks.named(network);
        Address owner = NodeParams.address("address", address);
        var token = new TokenViews(on.token());
        var foundById = nodes.ask(
                on,
                new Balances(owner),
                BothBalances.class,
                (node, at) -> new BothBalances(
                        new ViewReader(node).read(at, token.balanceOf(owner)), node.balance(at, owner)));
        var body = new Envelopes.BalanceEnvelope(
                foundById.value().mor().toString(), foundById.value().gas().toString());
        return dropInResponses.of(body, foundById.asOf());
    }

    @GET
    @Path("allowance")
    public Response allowance(
            @PathParam("network") String network,
            @QueryParam("spender") String spender,
            @QueryParam("address") String address) {
        Network on = networks.named(network);
        Address by = NodeParams.address("spender", spender);
        Address owner = NodeParams.address("address", address);
        var view = new TokenViews(on.token()).allowance(owner, by);
        var foundById =
                nodes.ask(on, new Allowed(owner, by), Wei.class, (node, at) -> new ViewReader(node).read(at, view));
        return dropInResponses.of(
                new Envelopes.AllowanceEnvelope(foundById.value().toString()), foundById.asOf());
    }

    @GET
    @Path("stakes/{hold:onhold|on-hold}")
    public Response onHold(
            @PathParam("network") String network,
            @QueryParam("address") String address,
            @QueryParam("iterations") String iterations) {
        Network on = networks.named(network);
        Address owner = NodeParams.address("address", address);
        Params.count("iterations", iterations, MOST_ITERATIONS, MOST_ITERATIONS);
        Position position = positions.of(on.name(), owner);
        var body = new Envelopes.OnHoldEnvelope(
                position.holds().due().amount().toString(),
                position.holds().waiting().amount().toString());
        return dropInResponses.of(body, position.asOf());
    }

    @GET
    @Path("pool")
    public Response pool(@PathParam("network") String network, @QueryParam("address") String address) {
        Network on = networks.named(network);
        Address hot = NodeParams.address("address", address);
        PoolViews views = new PoolViews(on.diamond());
        var foundById = nodes.ask(on, new PoolOf(hot), Pool.class, (node, at) -> {
            ViewReader reader = new ViewReader(node);
            return new Pool(
                    reader.tryAll(at, List.of(views.getStakingPool(hot))).getFirst(),
                    reader.tryAll(at, List.of(views.getAvailableToStake(hot))).getFirst());
        });
        PoolState state = foundById
                .value()
                .state()
                .orElseThrow(() -> new UnknownIdException("staking pool of", hot.checksummed(), on.name()));
        return dropInResponses.of(pool(state, foundById.value().available().orElse(Wei.ZERO)), foundById.asOf());
    }

    private static Envelopes.PoolEnvelope pool(PoolState state, Wei available) {
        return new Envelopes.PoolEnvelope(
                available.toString(),
                state.free().toString(),
                state.locked().toString(),
                state.pendingTotal().toString(),
                String.valueOf(state.funderCount()),
                String.valueOf(state.holdCount()));
    }
}
