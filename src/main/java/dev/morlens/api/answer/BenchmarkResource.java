package dev.morlens.api.answer;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A constant answer to measure the others against; there only while something is measured. */
@Path("/q/bench/constant")
public class BenchmarkResource {

    private static final int MOST = 1 << 20;

    private final Map<Integer, byte[]> bodies = new ConcurrentHashMap<>();

    @Inject
    BenchmarkConfig config;

    @GET
    @NonBlocking
    @Operation(hidden = true)
    public Response constant(@QueryParam("size") int size) {
        if (!config.bench() || size < 2 || size > MOST) {
            throw new NotFoundException();
        }
        byte[] body = bodies.computeIfAbsent(
                size, bytes -> ('"' + "x".repeat(bytes - 2) + '"').getBytes(StandardCharsets.US_ASCII));
        return Response.ok(body, "application/json").build();
    }
}
