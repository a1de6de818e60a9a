package dev.morlens.api.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.ask.AsOf;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Gives answers their headers, and leaves out what the asker has already. */
@ApplicationScoped
public class ResponseFactory {

    public static final String JSON = "application/json";

    private static final List<byte[]> NO_BLOCK = List.of();

    private final ObjectMapper json;

    @Inject
    public ResponseFactory(ObjectMapper json) {
        this.json = json;
    }

    /** Of one network: the block that it is of makes no difference to its tag. */
    ResponseBuilder of(Object answer, String form, AsOf asOf, String ifNoneMatch) {
        return of(answer, BodyTemplate.json(asOf), form, asOf, ifNoneMatch);
    }

    /** @param block what the answer says of its block */
    ResponseBuilder of(Object answer, List<byte[]> block, String form, AsOf asOf, String ifNoneMatch) {
        BodyTemplate bodyTemplate = BodyTemplate.of(bytes(answer), block);
        return of(bodyTemplate, block, ContentTag.of(form, bodyTemplate), form, asOf, ifNoneMatch);
    }

    /** Of a body that is kept. */
    public static ResponseBuilder of(
            BodyTemplate bodyTemplate, List<byte[]> block, String etag, String form, AsOf asOf, String ifNoneMatch) {
        return BlockHeaders.on(conditional(bodyTemplate, block, etag, form, ifNoneMatch), asOf);
    }

    /** About blocks themselves, or about several networks: another block is another answer. */
    Response whole(Object answer, String ifNoneMatch) {
        BodyTemplate bodyTemplate = BodyTemplate.of(bytes(answer), NO_BLOCK);
        return conditional(bodyTemplate, NO_BLOCK, ContentTag.of(JSON, bodyTemplate), JSON, ifNoneMatch)
                .build();
    }

    private static ResponseBuilder conditional(
            BodyTemplate bodyTemplate, List<byte[]> block, String etag, String form, String ifNoneMatch) {
        ResponseBuilder response = ContentTag.matches(ifNoneMatch, etag)
                ? Response.status(Response.Status.NOT_MODIFIED)
                : Response.ok(bodyTemplate.with(block), form);
        return response.header("ETag", etag)
                .header("Cache-Control", "no-cache")
                .header("Vary", "Accept, Accept-Encoding, Accept-Language");
    }

    /** To what was posted: there is no asking again whether it is still so. */
    public static Response posted(Object answer, AsOf asOf) {
        return BlockHeaders.on(Response.ok(answer, JSON).header("Cache-Control", "no-cache"), asOf)
                .build();
    }

    private byte[] bytes(Object answer) {
        if (answer instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return json.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always writable", e);
        }
    }
}
