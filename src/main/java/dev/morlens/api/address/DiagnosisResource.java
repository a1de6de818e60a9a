package dev.morlens.api.address;

import dev.morlens.api.answer.QueryResponder;
import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.Diagnoses;
import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.http.Params;
import dev.morlens.http.Problem;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is going on at an address, and what to do. */
@Path("/api/v1/{network}/addresses/{address}/diagnosis")
@RunOnVirtualThread
@Tag(name = "Address")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer, and what would be accepted",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public class DiagnosisResource {

    @Inject
    Networks networks;

    @Inject
    Diagnoses diagnoses;

    @Inject
    QueryResponder queryResponder;

    @Context
    UriInfo uri;

    @GET
    @Produces("application/json")
    @Operation(
            operationId = "diagnosis",
            summary = "What is going on at an address, the proof of it, and what to do; also as Markdown for a ticket")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = DiagnosisView.class)),
                @Content(mediaType = DiagnosisMarkdown.TYPE, schema = @Schema(implementation = String.class))
            })
    public Response json(
            @PathParam("network") String network,
            @PathParam("address") String text,
            @Schema(
                            enumeration = {"json", "markdown"},
                            description = "In place of an Accept header, which a link cannot set")
                    @QueryParam("format")
                    String format) {
        if (isMarkdown(format)) {
            return markdown(network, text, null);
        }
        Network on = networks.named(network);
        Diagnosis found = diagnoses.of(on, Params.address("address", text));
        return queryResponder.with(DiagnosisView.of(found, on.chainId()), found.asOf());
    }

    @GET
    @Produces(DiagnosisMarkdown.TYPE)
    @Operation(hidden = true)
    public Response markdown(
            @PathParam("network") String network,
            @PathParam("address") String text,
            @QueryParam("format") String format) {
        if (format != null && !isMarkdown(format)) {
            return json(network, text, null);
        }
        Network on = networks.named(network);
        Address address = Params.address("address", text);
        Diagnosis found = diagnoses.of(on, address);
        return queryResponder
                .in(
                        DiagnosisMarkdown.TYPE + ";charset=UTF-8",
                        DiagnosisMarkdown.of(on, address, found, uri.getBaseUri()),
                        found.asOf())
                .build();
    }

    private static boolean isMarkdown(String format) {
        return Params.oneOf("format", format, List.of("json", "markdown"), one -> one)
                .filter("markdown"::equals)
                .isPresent();
    }
}
