package dev.morlens.api.address;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.api.answer.ListView;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Rows on hold, the newest first. */
@Schema(name = "Holds")
public record HoldList(AsOfView asOf, List<HoldView> items, Optional<String> nextCursor) implements ListView {}
