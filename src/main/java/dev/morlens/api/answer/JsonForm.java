package dev.morlens.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Values as JSON: amounts as strings of wei, addresses with their checksum, and absent where there is nothing. */
@Singleton
class JsonForm implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        SimpleModule values = new SimpleModule("morlens-values");
        values.addSerializer(Wei.class, ToStringSerializer.instance);
        values.addSerializer(Hash.class, ToStringSerializer.instance);
        values.addSerializer(SessionId.class, ToStringSerializer.instance);
        values.addSerializer(new Checksummed());
        mapper.registerModule(values);
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT);
    }

    private static final class Checksummed extends StdSerializer<Address> {

        Checksummed() {
            super(Address.class);
        }

        @Override
        public void serialize(Address address, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(address.checksummed());
        }
    }
}
