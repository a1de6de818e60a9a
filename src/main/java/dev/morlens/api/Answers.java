package dev.morlens.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.market.ContractFacts;
import dev.morlens.market.ContractReader;
import dev.morlens.position.AsOf;
import dev.morlens.position.Position;
import dev.morlens.protocol.Network;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Gives answers their headers, and positions their bytes: a position that is asked for again is written once. */
@ApplicationScoped
public class Answers {

    private static final String JSON = "application/json";
    private static final String A_YEAR = "public, max-age=31536000, immutable";

    /** As long as a position is at hand, it is the same object: its bytes live exactly as long. */
    private final Cache<Position, Written> written =
            Caffeine.newBuilder().weakKeys().build();

    private final ObjectMapper json;
    private final ContractReader contracts;

    private record Written(byte[] body, String etag) {}

    @Inject
    public Answers(ObjectMapper json, ContractReader contracts) {
        this.json = json;
        this.contracts = contracts;
    }

    Response position(Network network, Position position, String ifNoneMatch) {
        Written answer = written.get(position, absent -> write(network, absent));
        return Etag.matches(ifNoneMatch, answer.etag())
                ? headers(Response.status(Response.Status.NOT_MODIFIED), answer.etag(), false)
                        .build()
                : headers(Response.ok(answer.body(), JSON), answer.etag(), false)
                        .build();
    }

    /** With the entity left out if the asker has it already. */
    Response.ResponseBuilder of(Object answer, String form, AsOf asOf, UriInfo uri, HttpHeaders request) {
        String etag = Etag.of(
                uri.getRequestUri().getRawPath() + '?' + uri.getRequestUri().getRawQuery() + form, asOf);
        return Etag.matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), etag)
                ? headers(Response.status(Response.Status.NOT_MODIFIED), etag, asOf.lasting())
                : headers(Response.ok(answer, form), etag, asOf.lasting());
    }

    /** For what a node was asked, or could not be: the same question about the same block can have another answer. */
    static Response unrepeatable(Object answer) {
        return Response.ok(answer, JSON).header("Cache-Control", "no-store").build();
    }

    private static Response.ResponseBuilder headers(Response.ResponseBuilder response, String etag, boolean lasting) {
        return response.header("ETag", etag).header("Cache-Control", lasting ? A_YEAR : "no-cache");
    }

    /** An audit changes the answer at the same block, and what a contract keeps may be of an earlier one. */
    private static String question(Network network, Position position, Optional<ContractFacts> contract) {
        return network.name()
                + position.address()
                + position.accounts().verification()
                + contract.flatMap(ContractFacts::kept)
                        .map(kept -> kept.asOf().block())
                        .orElse(null);
    }

    private Written write(Network network, Position position) {
        try {
            Optional<ContractFacts> contract = contracts.of(network, position);
            byte[] body = json.writeValueAsBytes(AddressView.of(network, position, contract));
            return new Written(body, Etag.of(question(network, position, contract), position.asOf()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a position is always writable", e);
        }
    }
}
