package dev.morlens.http;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What went wrong, in the one shape that every error has (RFC 9457). */
@Schema(description = "What went wrong (RFC 9457)")
public record Problem(
        @Schema(examples = "urn:morlens:problem:cursor-orphaned")
        String type,

        String title,
        int status,
        String detail,
        @Schema(description = "The path that was asked") Optional<String> instance,

        @Schema(description = "The parameters that were wrong, if any")
        Optional<List<FieldError>> errors) {

    /** A parameter that was wrong, and what was expected instead. */
    public record FieldError(String field, String message) {}

    static Problem of(String code, String title, int status, String detail) {
        return new Problem("urn:morlens:problem:" + code, title, status, detail, Optional.empty(), Optional.empty());
    }

    Problem about(String field) {
        return new Problem(type, title, status, detail, instance, Optional.of(List.of(new FieldError(field, detail))));
    }

    public Problem at(String path) {
        return new Problem(type, title, status, detail, Optional.of(path), errors);
    }
}
