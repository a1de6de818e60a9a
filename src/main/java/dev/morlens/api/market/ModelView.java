package dev.morlens.api.market;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.morlens.api.answer.AsOfView;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.Params;
import dev.morlens.http.SafeText;
import dev.morlens.market.offer.ModelOffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A model, and in short what is bid for it. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ModelView(
        Hash id,

        @Schema(description = "Text that anybody wrote: escape it")
        String name,

        @Schema(description = "Texts that anybody wrote, at most 32")
        List<String> tags,

        @Schema(description = "How many it has; the filters and the type look at the first 1,024")
        int tagCount,

        @Schema(
                enumeration = {"llm", "stt", "tts", "embedding", "unknown"},
                description = "What it is for, by the first of its tags that tells")
        String type,

        Address owner,
        Wei stake,
        Wei fee,

        @Schema(description = "The 32 bytes that the contract keeps of it")
        Hash ipfsCid,

        Instant createdAt,
        boolean deleted,
        long activeBids,
        long providers,

        @Schema(description = "Closed ones, of all its providers, as the contract counts them: without settled ones")
        long sessions,

        @Schema(description = "Of the active bids") Optional<Wei> lowestPricePerSecond,

        @Schema(description = "Absent in lists, which have one for all")
        Optional<AsOfView> asOf) {

    static ModelView listed(ModelOffer offer) {
        return of(offer, Optional.empty());
    }

    static ModelView of(ModelOffer offer, Optional<AsOfView> asOf) {
        var model = offer.model();
        return new ModelView(
                model.id(),
                SafeText.bounded(model.name()),
                model.firstTags().stream().map(SafeText::bounded).toList(),
                model.tagCount(),
                Params.name(offer.type()),
                model.owner(),
                model.stake(),
                model.fee(),
                model.ipfsCid(),
                model.createdAt(),
                model.deleted(),
                offer.active(),
                offer.providers(),
                offer.sessions(),
                offer.cheapest(),
                asOf);
    }
}
