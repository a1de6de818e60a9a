package dev.morlens.api.answer;

import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.http.Params;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Says in the contract that what is absent is left out, never {@code null}, and that the rest is always there. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiContract implements OASFilter {

    private static final String FINDING_CODES = FindingCode.class
            .getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class)
            .name();

    /** Names what each code of a finding means. */
    @Override
    public void filterOpenAPI(OpenAPI contract) {
        Schema codes = contract.getComponents().getSchemas().get(FINDING_CODES);
        codes.setDescription("What a finding is about; more may be added.\n"
                + Arrays.stream(FindingCode.values())
                        .map(findingCode -> "\n- `" + findingCode + "` (" + Params.name(findingCode.severity()) + "): "
                                + findingCode.meaning())
                        .collect(Collectors.joining()));
    }

    @Override
    public Schema filterSchema(Schema schema) {
        if (schema.getProperties() == null || schema.getRequired() != null) {
            return schema;
        }
        Map<String, Schema> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        schema.getProperties().forEach((name, property) -> {
            Schema present = withoutNull(property);
            if (present.equals(property)) {
                required.add(name);
            }
            properties.put(name, present);
        });
        schema.setProperties(properties);
        schema.setRequired(required.isEmpty() ? null : required);
        return schema;
    }

    private static Schema withoutNull(Schema schema) {
        List<Schema> choices = schema.getAnyOf();
        if (choices != null && choices.size() == 2 && isNull(choices.get(1))) {
            return choices.getFirst();
        }
        if (schema.getType() == null || !schema.getType().contains(SchemaType.NULL)) {
            return schema;
        }
        List<SchemaType> types = schema.getType().stream()
                .filter(type -> type != SchemaType.NULL)
                .toList();
        return copy(schema).type(types);
    }

    private static boolean isNull(Schema schema) {
        return List.of(SchemaType.NULL).equals(schema.getType());
    }

    private static Schema copy(Schema schema) {
        return OASFactory.createSchema()
                .format(schema.getFormat())
                .description(schema.getDescription())
                .enumeration(schema.getEnumeration())
                .items(schema.getItems())
                .additionalPropertiesSchema(schema.getAdditionalPropertiesSchema());
    }
}
