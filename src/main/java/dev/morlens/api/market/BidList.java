package dev.morlens.api.market;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.api.answer.ListView;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Bids, a model's the best rated first, a provider's the newest first. */
@Schema(name = "Bids")
public record BidList(AsOfView asOf, List<BidView> items, Optional<String> nextCursor) implements ListView {}
