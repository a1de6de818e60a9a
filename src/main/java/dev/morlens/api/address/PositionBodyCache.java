package dev.morlens.api.address;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.api.answer.BodyTemplate;
import dev.morlens.api.answer.ContentTag;
import dev.morlens.api.answer.ResponseFactory;
import dev.morlens.ask.AnswerValidity;
import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.market.contract.ContractFacts;
import dev.morlens.market.contract.ContractReader;
import dev.morlens.position.cache.HeadVersion;
import dev.morlens.position.cache.Position;
import dev.morlens.position.live.PositionResolver;
import dev.morlens.protocol.Network;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Positions as they were written, given again without a query until the address's figures change or something falls due. */
@ApplicationScoped
public class PositionBodyCache {

    /** Some 3 kB each: those of the five thousand addresses that are asked for most. */
    private static final int MOST_BYTES = 16 << 20;

    private static final int BASE_BYTES = 300;

    private record Key(String network, Address address) {}

    /** @param contract what it says of what is no person's wallet, which may be of an earlier block */
    private record Kept(
            long version, AnswerValidity validity, Optional<ContractFacts> contract, BodyTemplate body, String etag) {

        boolean isOf(HeadVersion headVersion) {
            return version == headVersion.version() && validity.includes(headVersion.asOf());
        }
    }

    private final Cache<Key, Kept> written = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Kept kept) -> BASE_BYTES + kept.body().weight())
            .build();

    private final ObjectMapper json;
    private final PositionResolver positionResolver;
    private final ContractReader contracts;

    @Inject
    PositionBodyCache(ObjectMapper json, PositionResolver positionResolver, ContractReader contracts) {
        this.json = json;
        this.positionResolver = positionResolver;
        this.contracts = contracts;
    }

    /** Without a query; empty if that cannot be. */
    Optional<Response> cached(Network network, Address address, String ifNoneMatch) {
        Kept kept = written.getIfPresent(new Key(network.name(), address));
        if (kept == null) {
            return Optional.empty();
        }
        return positionResolver
                .standing(network, address)
                .filter(kept::isOf)
                .filter(headVersion -> contracts.cached(network, address).equals(Optional.of(kept.contract())))
                .map(headVersion -> answer(kept.body(), kept.etag(), headVersion.asOf(), ifNoneMatch));
    }

    /** As it is read now. */
    Response read(Network network, Address address, Supplier<Position> reading, String ifNoneMatch) {
        Optional<HeadVersion> before = positionResolver.standing(network, address);
        Position position = reading.get();
        Optional<ContractFacts> contract = contracts.of(network, position);
        List<byte[]> block = BodyTemplate.json(position.asOf());
        BodyTemplate bodyTemplate = BodyTemplate.of(write(AddressView.of(network, position, contract)), block);
        String etag = ContentTag.of(ResponseFactory.JSON, bodyTemplate);
        if (before.isPresent() && isSettled(network, before.get(), position)) {
            AnswerValidity answerValidity = new AnswerValidity(position.asOf(), position.changesAt());
            written.put(
                    new Key(network.name(), address),
                    new Kept(before.get().version(), answerValidity, contract, bodyTemplate, etag));
        }
        return answer(bodyTemplate, etag, position.asOf(), ifNoneMatch);
    }

    private boolean isSettled(Network network, HeadVersion before, Position position) {
        return PositionResolver.isTrusted(position)
                && !position.asOf().isLive()
                && positionResolver
                        .standing(network, position.address())
                        .filter(after -> before.isStillThat(position.asOf().block(), after))
                        .isPresent();
    }

    private static Response answer(BodyTemplate bodyTemplate, String etag, AsOf asOf, String ifNoneMatch) {
        return ResponseFactory.of(bodyTemplate, BodyTemplate.json(asOf), etag, ResponseFactory.JSON, asOf, ifNoneMatch)
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
