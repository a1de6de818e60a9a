package dev.morlens.api;

import com.fasterxml.jackson.core.JacksonException;
import dev.morlens.position.UnknownIdException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The gateway's form of a refusal. */
public record Refusal(List<Detail> detail) {

    private static final int UNPROCESSABLE = 422;
    private static final int NOT_FOUND = 404;

    /** @param loc where: {@code body}, {@code query} or {@code path}, then the field */
    @Schema(name = "RefusalDetail")
    public record Detail(
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
                .entity(new Refusal(List.of(new Detail(loc, message, type))))
                .build();
    }
}
