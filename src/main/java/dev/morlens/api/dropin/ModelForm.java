package dev.morlens.api.dropin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.morlens.market.offer.ModelType;
import dev.morlens.protocol.state.Model;
import java.math.BigInteger;
import java.util.List;

/** A model as the consumer node writes it: numbers are bare. */
record ModelForm(
        @JsonProperty("Id") String id,
        @JsonProperty("IpfsCID") String ipfsCid,
        @JsonProperty("Fee") BigInteger fee,
        @JsonProperty("Stake") BigInteger stake,
        @JsonProperty("Owner") String owner,
        @JsonProperty("Name") String name,
        @JsonProperty("Tags") List<String> tags,
        @JsonProperty("CreatedAt") long createdAt,
        @JsonProperty("IsDeleted") boolean deleted,
        @JsonProperty("ModelType") ModelType modelType) {

    static ModelForm of(Model model) {
        return new ModelForm(
                model.id().toString(),
                model.ipfsCid().toString(),
                model.fee().value(),
                model.stake().value(),
                model.owner().toString(),
                model.name(),
                model.firstTags(),
                model.createdAt().getEpochSecond(),
                model.deleted(),
                ModelType.of(model.tags()));
    }
}
