package dev.morlens.api.session;

import dev.morlens.http.BadParameterException;
import dev.morlens.http.Params;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What existing clients send to open a session; everything may be left out. */
@Schema(description = "The body that opens a session with the consumer node or the gateway")
public record SessionBody(
        @Schema(description = "Seconds", defaultValue = "3600")
        long sessionDuration,

        @Schema(defaultValue = "false") boolean directPayment,

        @Schema(description = "Accepted; a preview does not need it", defaultValue = "false")
        boolean failover) {

    private static final int AN_HOUR = 3_600;
    private static final int A_YEAR = 31_536_000;

    static SessionBody of(Map<String, Object> given) {
        Map<String, Object> body = given == null ? Map.of() : given;
        return new SessionBody(
                seconds(body.get("sessionDuration")), flag(body, "directPayment"), flag(body, "failover"));
    }

    private static long seconds(Object given) {
        if (given != null && !(given instanceof Number)) {
            throw new BadParameterException("sessionDuration", "expected a number of seconds");
        }
        return Params.count("sessionDuration", given == null ? null : given.toString(), AN_HOUR, A_YEAR);
    }

    private static boolean flag(Map<String, Object> body, String field) {
        Object given = body.getOrDefault(field, false);
        if (given instanceof Boolean flag) {
            return flag;
        }
        throw new BadParameterException(field, "expected true or false");
    }
}
