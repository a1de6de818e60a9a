package dev.morlens.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.chain.value.Address;
import dev.morlens.market.ContractFacts;
import dev.morlens.market.ContractReader;
import dev.morlens.position.AsOf;
import dev.morlens.position.Position;
import dev.morlens.position.Standing;
import dev.morlens.position.Validity;
import dev.morlens.position.Whereabouts;
import dev.morlens.protocol.Network;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Positions as they were written, given again without a query until the address's figures change or something falls due. */
@ApplicationScoped
public class KeptPositions {

    /** Some 3 kB each: those of the five thousand addresses that are asked for most. */
    private static final int MOST_BYTES = 16 << 20;

    private static final int BASE_BYTES = 300;

    private record Key(String network, Address address) {}

    /** @param contract what it says of what is no person's wallet, which may be of an earlier block */
    private record Kept(long version, Validity validity, Optional<ContractFacts> contract, Body body, String etag) {

        boolean isOf(Standing standing) {
            return version == standing.version() && validity.includes(standing.asOf());
        }
    }

    private final Cache<Key, Kept> written = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Kept kept) -> BASE_BYTES + kept.body().weight())
            .build();

    private final ObjectMapper json;
    private final Whereabouts whereabouts;
    private final ContractReader contracts;

    @Inject
    KeptPositions(ObjectMapper json, Whereabouts whereabouts, ContractReader contracts) {
        this.json = json;
        this.whereabouts = whereabouts;
        this.contracts = contracts;
    }

    /** Without a query; empty if that cannot be. */
    Optional<Response> atHand(Network network, Address address, String ifNoneMatch) {
        Kept kept = written.getIfPresent(new Key(network.name(), address));
        if (kept == null) {
            return Optional.empty();
        }
        return whereabouts
                .standing(network, address)
                .filter(kept::isOf)
                .filter(standing -> contracts.atHand(network, address).equals(Optional.of(kept.contract())))
                .map(standing -> answer(kept.body(), kept.etag(), standing.asOf(), ifNoneMatch));
    }

    /** As it is read now. */
    Response read(Network network, Address address, Supplier<Position> reading, String ifNoneMatch) {
        Optional<Standing> before = whereabouts.standing(network, address);
        Position position = reading.get();
        Optional<ContractFacts> contract = contracts.of(network, position);
        List<byte[]> block = Body.json(position.asOf());
        Body body = Body.of(write(AddressView.of(network, position, contract)), block);
        String etag = Etag.of(Answers.JSON, body);
        if (before.isPresent() && isSettled(network, before.get(), position)) {
            Validity validity = new Validity(position.asOf(), position.changesAt());
            written.put(
                    new Key(network.name(), address), new Kept(before.get().version(), validity, contract, body, etag));
        }
        return answer(body, etag, position.asOf(), ifNoneMatch);
    }

    private boolean isSettled(Network network, Standing before, Position position) {
        return Whereabouts.isTrusted(position)
                && !position.asOf().isLive()
                && whereabouts
                        .standing(network, position.address())
                        .filter(after -> before.isStillThat(position.asOf().block(), after))
                        .isPresent();
    }

    private static Response answer(Body body, String etag, AsOf asOf, String ifNoneMatch) {
        return Answers.of(body, Body.json(asOf), etag, Answers.JSON, asOf, ifNoneMatch)
                .build();
    }

    private byte[] write(AddressView view) {
        try {
            return json.writeValueAsBytes(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a position is always writable", e);
        }
    }
}
