package dev.morlens.api.session;

import com.fasterxml.jackson.core.JacksonException;
import dev.morlens.http.BadParameterException;
import dev.morlens.position.search.UnknownIdException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The gateway's form of a refusal. */
@Schema(name = "Refusal")
public record GatewayRefusal(List<RefusalDetail> detail) {

    private static final int UNPROCESSABLE = 422;
    private static final int NOT_FOUND = 404;

    /** @param loc where: {@code body}, {@code query} or {@code path}, then the field */
    @Schema(name = "RefusalDetail")
    public record RefusalDetail(
            List<String> loc,
            String msg,

            @Schema(enumeration = {"value_error", "json_invalid", "not_found"})
            String type) {}

    static Response of(String part, BadParameterException wrong) {
        return answer(UNPROCESSABLE, List.of(part, wrong.field()), wrong.getMessage(), "value_error");
    }

    static Response of(String part, String field, UnknownIdException unknown) {
        return answer(NOT_FOUND, List.of(part, field), unknown.getMessage(), "not_found");
    }

    static Response of(JacksonException broken) {
        var place = broken.getLocation();
        String where = place == null ? "" : ": line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
        return answer(
                UNPROCESSABLE, List.of("body"), "expected a JSON object, got something else" + where, "json_invalid");
    }

    private static Response answer(int status, List<String> loc, String message, String type) {
        return Response.status(status)
                .header("Cache-Control", "no-store")
                .entity(new GatewayRefusal(List.of(new RefusalDetail(loc, message, type))))
                .build();
    }
}
